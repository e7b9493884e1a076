import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { DomainError } from "#lib/errors.ts";
import type { Todo } from "../schemas.ts";
import type { FileEntry } from "./formats.ts";

const csvColumns = ["id", "title", "notes", "dueOn", "completedAt", "pinned", "createdAt", "updatedAt"] as const;

// Spreadsheets run a cell that starts with one of these as a formula; an apostrophe before it makes it text.
const startsFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;
const wasGuarded = /^'+[=+\-@\t\r\n＝＋－＠]/;

export const csvHeader = `${csvColumns.join(",")}\r\n`;

/** Writes todos as records of RFC 4180. */
export function toCsvRecords(todos: readonly Todo[]): string {
  return stringify([...todos], {
    columns: [...csvColumns],
    record_delimiter: "\r\n",
    quoted_match: /[\r\n]/,
    cast: {
      string: (text) => (startsFormula.test(text) ? `'${text}` : text),
      boolean: String,
    },
  });
}

/**
 * Reads CSV with a header that names at least `title`; also with semicolons or tabs, which some programs write.
 * @throws {DomainError} `invalid` for a file without such a header, with an open quote, or with too many rows.
 */
export function* readCsv(text: string): Generator<FileEntry> {
  const rows = readRows(Buffer.from(text), separatorOf(text)).filter(({ cells }) => cells.some((cell) => cell.trim()));
  const [header, ...records] = rows;
  if (header === undefined) return;
  const columns = namedColumns(header.cells);
  for (const { line, cells } of records) yield { line, todo: toTodo(columns, cells) };
}

function separatorOf(text: string): string {
  const [header = ""] = /[^\r\n]+/.exec(text) ?? [];
  return [",", ";", "\t"].find((separator) => header.includes(separator)) ?? ",";
}

/** Bounds the time for one file. Rows of empty cells count, too: spreadsheets may append thousands. */
const maxRows = 50_000;

interface Row {
  /** Where it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

function readRows(content: Buffer, separator: string): Row[] {
  const lineAfter = lineCounter(content);
  const rows: Row[] = [];
  let end = 0;
  try {
    parse(content, {
      delimiter: separator,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: maxRows + 1,
      on_record(cells, { bytes }) {
        rows.push({ line: lineAfter(end), cells });
        end = bytes;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== "CSV_QUOTE_NOT_CLOSED") throw error;
    throw unreadable(`the quote of line ${lineAfter(end)} is never closed`, error);
  }
  if (rows.length > maxRows) {
    throw unreadable(
      `it has more than ${maxRows.toLocaleString("en")} rows; remove empty ones, or split it into parts`,
    );
  }
  return rows;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Tells the line of the first row after an offset, which may only grow from call to call. The parser's own count is of
 * no use: it counts CRLF inside quotes twice.
 */
function lineCounter(content: Buffer): (offset: number) => number {
  let line = 1;
  let position = 0;
  const isBreak = () => content[position] === newline || content[position] === carriageReturn;
  const advance = () => {
    const isWithinCrlf = content[position] === carriageReturn && content[position + 1] === newline;
    if (isBreak() && !isWithinCrlf) line += 1;
    position += 1;
  };
  return (offset) => {
    while (position < offset) advance();
    while (isBreak()) advance();
    return line;
  };
}

function unreadable(message: string, cause?: unknown): DomainError {
  return new DomainError("invalid", `This CSV file can't be read: ${message}.`, {
    fields: [{ field: "content", message }],
    cause,
  });
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

const booleans: Readonly<Record<string, boolean>> = {
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
    return [[column, column === "pinned" ? (booleans[value.trim().toLowerCase()] ?? value) : value]];
  });
  return Object.fromEntries(entries);
}
