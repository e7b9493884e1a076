import { CsvError, parse } from "csv-parse/sync";
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

/** The format of a file, by its content: people and programs call any of them `.txt`. */
export function formatOf(content: Buffer): FileFormat {
  const head = content.subarray(0, headBytes).toString("utf8");
  if (/^\s*(?:\{|\[\s*(?:[[{"]|\]\s*$))/.test(head)) return "json";
  const { rows, startsAt } = dialectOf(content);
  return startsAt > 0 || hasTitle(rows[0] ?? []) || looksLikeTable(rows) ? "csv" : "todotxt";
}

const hasTitle = (cells: readonly string[]) => cells.some((cell) => cell.trim().toLowerCase() === "title");

const columnName = /^[\p{L}_][\p{L}\p{M}\d_./()#-]*(?: [\p{L}\d_./()#-]+){0,3}$/u;

/** Column names in the first row, and as many cells in the others. Prose has spaces after its commas. */
function looksLikeTable(rows: readonly (readonly string[])[]): boolean {
  const [header = [], ...records] = rows;
  return (
    header.length > 1 &&
    records.length > 0 &&
    new Set(header).size === header.length &&
    header.every((cell) => columnName.test(cell)) &&
    records.every((cells) => cells.length === header.length)
  );
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
  const declared = /^\s*"?sep=([^\r\n"])"?[^\S\r\n]*(?:\r\n|\r|\n|$)/i.exec(head);
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
