import { DomainError } from "#lib/errors.ts";
import type { Todo } from "../schemas.ts";
import type { FileEntry } from "./formats.ts";

/** RFC 4180: a header, commas, CRLF, quotes doubled inside quotes. */
export const csvColumns = ["id", "title", "notes", "dueOn", "completedAt", "pinned", "createdAt", "updatedAt"] as const;

// Spreadsheets run a cell that starts with one of these as a formula; an apostrophe before it makes it text.
const startsFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;
const wasGuarded = /^'+[=+\-@\t\r\n＝＋－＠]/;

function toCell(value: string | boolean | null): string {
  const text = String(value ?? "");
  const guarded = startsFormula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

export function csvHeader(): string {
  return `${csvColumns.join(",")}\r\n`;
}

export function toCsvRecord(todo: Todo): string {
  return `${csvColumns.map((column) => toCell(todo[column])).join(",")}\r\n`;
}

/** Reads CSV with a header that names at least `title`; also with semicolons or tabs, which some programs write. */
export function* readCsv(text: string): Generator<FileEntry> {
  const separator = separatorOf(text);
  let columns: readonly string[] | null = null;
  for (const { line, cells } of readRecords(text, separator)) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (columns === null) {
      columns = namedColumns(cells);
      continue;
    }
    yield { line, todo: toTodo(columns, cells) };
  }
}

function separatorOf(text: string): string {
  const [header = ""] = text.split(/[\r\n]/, 1);
  return [",", ";", "\t"].find((separator) => header.includes(separator)) ?? ",";
}

function namedColumns(cells: readonly string[]): string[] {
  const names = cells.map((cell) => {
    const given = cell.trim().toLowerCase();
    return csvColumns.find((column) => column.toLowerCase() === given) ?? "";
  });
  if (names.includes("title")) return names;
  throw new DomainError("invalid", "The first line of a CSV file must name its columns, and one of them “title”.", {
    fields: [{ field: "content", message: "the first line must name the columns, one of them “title”" }],
  });
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};

function toTodo(columns: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const entries = columns.flatMap((column, index): [string, unknown][] => {
    const cell = cells[index] ?? "";
    if (column === "" || cell === "") return [];
    const value = wasGuarded.test(cell) ? cell.slice(1) : cell;
    return [[column, column === "pinned" ? (truths[value.trim().toLowerCase()] ?? value) : value]];
  });
  return Object.fromEntries(entries);
}

interface CsvRecord {
  /** Where it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

function* readRecords(text: string, separator: string): Generator<CsvRecord> {
  let line = 1;
  let start = 1;
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const isBreak = character === "\n" || (character === "\r" && text.charAt(index + 1) !== "\n");
    if (isBreak) line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === separator) {
      cells.push(cell);
      cell = "";
    } else if (isBreak) {
      yield { line: start, cells: [...cells, cell] };
      cells = [];
      cell = "";
      start = line;
    } else if (character !== "\r") cell += character;
  }
  if (quoted) throw unclosedQuote(start);
  if (cell !== "" || cells.length > 0) yield { line: start, cells: [...cells, cell] };
}

function unclosedQuote(line: number): DomainError {
  const message = `a quote that opens in the record of line ${line} is never closed`;
  return new DomainError("invalid", `This is not a whole CSV file: ${message}.`, {
    fields: [{ field: "content", message }],
  });
}
