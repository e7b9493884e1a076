import { CsvError, parse } from "csv-parse/sync";
import { listMark } from "../../list-mark.ts";
import type { FileFormat } from "../formats.ts";

/** The notation of a table. */
export interface CsvDialect {
  readonly separator: string;
  /** The bytes of a line `sep=;` in front, which Excel reads and writes. */
  readonly startsAt: number;
  /** The lines in front of the table. */
  readonly linesBefore: number;
  /** The first rows. */
  readonly rows: readonly (readonly string[])[];
}

/** The part of a file that tells its format. */
const headBytes = 16 * 1024;

const plainValue = String.raw`(?:null|true|false|-?\d[\d.eE+-]*)\s*`;
/** An object, or a list: `[ ] Milk`, `[x] Bread` and `[1] Call` are titles. */
const jsonStart = new RegExp(
  String.raw`^\s*(?:\{|\[\s*(?:[[{"]|\]\s*$|${plainValue}(?:\]\s*$|,\s*(?:[[{"]|${plainValue}[,\]]))))`,
);

/** A line of todo.txt with its day, as Tidy writes each. A cell of a table has the time of day behind that. */
const datedLine = /^\s*(?:x )?(?:\([A-Z]\) )?\d{4}-\d{2}-\d{2} (?!\d{1,2}:\d{2})\S/;

/** The format of a file, by its content: people and programs call any of them `.txt`. */
export function formatOf(content: Buffer): FileFormat {
  const head = content.subarray(0, headBytes).toString("utf8");
  if (jsonStart.test(head)) return "json";
  if (datedLine.test(head)) return "todotxt";
  const dialects = dialectsOf(content);
  const isTable = dialects.some((each) => each.startsAt > 0 || hasTitle(each.rows[0] ?? []) || looksLikeTable(each));
  return isTable ? "csv" : "todotxt";
}

const hasTitle = (cells: readonly string[]) => cells.some((cell) => cell.trim().toLowerCase() === "title");

/** Such as `Done?`, `Due date:`, `Price (€)` and `#`, but no word of todo.txt: `@home`, `due:2026-12-01`. */
const columnName = /^(?:[#№%]|[\p{L}_][\p{L}\p{M}\d_./()#'’&%€$*=-]*(?: [\p{L}\d_./()#'’&%€$*=-]+){0,4}[?:!]?)$/u;

/** Whether rows have the cells of a table. Prose has spaces after its commas, and few of them without. */
function looksLikeTable({ separator, rows }: CsvDialect): boolean {
  const start = rows.findIndex((cells) => cells.length > 1);
  const [header = [], ...records] = rows.slice(Math.max(start, 0));
  if (records.length === 0) return false;
  const isEven = records.every((cells) => cells.length === header.length);
  const isWide = header.length > 2 || separator === "\t";
  const hasCells = [header, ...records].every((cells) => isDivided(cells) && cells.filter(Boolean).length > 1);
  if (isEven && isWide && hasCells) return true;
  if (!namesColumns(header, separator)) return false;
  // Lines in front of a table are rarer than a title that looks like two columns.
  if (start > 0) return isEven && isWide;
  const isHalfDivided = records.filter(isDivided).length * 2 >= records.length;
  return isEven || (isHalfDivided && (isWide || header.some(isColumnWord)));
}

/** Names of columns in many tables. Two other words around a comma may well be a title. */
const columnWords = new Set([
  ...["task", "tasks", "todo", "item", "name", "subject", "description", "note", "notes", "project", "list", "tags"],
  ...["category", "status", "state", "done", "completed", "priority", "due", "due date", "date", "deadline"],
  ...["dueon", "completedat", "pinned", "createdat"],
]);

const isColumnWord = (name: string) => columnWords.has(name.toLowerCase().replace(/[?:!]$/, ""));

function namesColumns(header: readonly string[], separator: string): boolean {
  const names = header.filter((cell) => cell !== "");
  // A column of row numbers needs no name. A tab in front may be an indent.
  const isNumbered = header[0] === "" && separator !== "\t";
  return names.length > (isNumbered ? 0 : 1) && names.every((name) => columnName.test(name));
}

/** Whether a row has cells, and not just spaces after commas, or a tab after the mark of a list. */
function isDivided([first = "", ...others]: readonly string[]): boolean {
  const isMark = first !== "" && first.replace(listMark, "") === "";
  return others.length > 0 && !isMark && ![first, ...others].some((cell) => /^\s/.test(cell));
}

const separators = [",", ";", "\t"];
/** Separates nothing: for a table of one column, whose titles may hold commas. */
const noSeparator = "\u001f";
const firstRows = 12;

/**
 * Finds the notation of a table: its line `sep=;` decides, else the separator that makes a title column and the most
 * columns.
 */
export function dialectOf(content: Buffer): CsvDialect {
  const [first, ...others] = dialectsOf(content).toSorted((one, other) => rank(other) - rank(one));
  if (first === undefined) return { separator: noSeparator, startsAt: 0, linesBefore: 0, rows: [] };
  const isOneColumn = [first, ...others].every(({ rows: [header = []] }) => header.length === 1);
  return isOneColumn ? { ...first, separator: noSeparator } : first;
}

const rank = ({ rows: [header = []] }: CsvDialect) => header.length + (hasTitle(header) ? 1_000 : 0);

/** The file as a table, with each separator that it may have. */
export function dialectsOf(content: Buffer): CsvDialect[] {
  const head = content.subarray(0, headBytes).toString("utf8");
  // Programs that do not know the line fill it up with empty cells: `sep=;;;`.
  const declared = /^\s*"?sep=([^\r\n"])"?[,;\t]*[^\S\r\n]*(?:\r\n|\r|\n|$)/i.exec(head);
  const [before = "", separator] = declared ?? [];
  return (separator === undefined ? separators : [separator]).map((each) => ({
    separator: each,
    startsAt: Buffer.byteLength(before),
    linesBefore: before.split(/\r\n|\r|\n/).length - 1,
    rows: rowsOf(head.slice(before.length), each),
  }));
}

function rowsOf(table: string, separator: string): string[][] {
  const rows: string[][] = [];
  try {
    parse(table, {
      delimiter: separator,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: firstRows,
      on_record(cells: string[]) {
        if (cells.some((cell) => cell.trim())) rows.push(cells);
        return null;
      },
    });
  } catch (error) {
    // The end of the part that is read may lie within quotes.
    if (!(error instanceof CsvError)) throw error;
  }
  return rows;
}
