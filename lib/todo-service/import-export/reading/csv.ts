import { setImmediate as nextTurn } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import { unguardFormulas } from "../files/csv-formulas.ts";
import { pieceBytes } from "../files/decode.ts";
import { dialectOf } from "../files/format-of.ts";
import { refusedFile } from "../files/refused-file.ts";
import { type FileEntry, type FileReader, fileFields } from "../formats.ts";
import { booleanOf, type CsvDates, csvDatesFor } from "./csv-values.ts";
import { lineCounter } from "./line-counter.ts";
import type { ReadingNotes } from "./reading-notes.ts";

export interface CsvReading extends FileReader {
  readonly notes: ReadingNotes;
  /** Bounds the time for one file. */
  readonly maxRows: number;
}

/**
 * Reads CSV with a header that names at least `title`, in pieces between which other requests get their turn; also with
 * semicolons or tabs, which some programs write.
 * @throws {DomainError} `invalid` for a file without such a header, with an open quote, or with too many rows.
 */
export async function* readCsv(content: Buffer, reading: CsvReading): AsyncGenerator<FileEntry[]> {
  const { notes, maxRows } = reading;
  const dates = noteDates(csvDatesFor(reading), notes);
  let columns: readonly string[] | undefined;
  for await (const rows of readRows(content, maxRows)) {
    const entries: FileEntry[] = [];
    for (const { line, cells } of rows) {
      if (columns === undefined) columns = namedColumns(cells, notes);
      else if (cells.slice(columns.length).some((cell) => cell.trim()))
        entries.push({ line, todo: null, problem: tooWide });
      else entries.push({ line, todo: toTodo(columns, cells, dates) });
    }
    yield entries;
  }
}

interface Row {
  /** The line on which it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

async function* readRows(file: Buffer, maxRows: number): AsyncGenerator<Row[]> {
  const { separator, startsAt, linesBefore } = dialectOf(file);
  const content = file.subarray(startsAt);
  const lineAfter = lineCounter(content);
  let end = 0;
  let count = 0;
  let rows: Row[] = [];
  const parser = parse({
    delimiter: separator,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record(cells: string[], { bytes }) {
      const line = linesBefore + lineAfter(end);
      end = bytes;
      count += 1;
      if (cells.some((cell) => cell.trim())) rows.push({ line, cells });
      return null;
    },
  });
  const failure = new Promise<never>((_, reject) => {
    parser.once("error", reject);
  });
  failure.catch(() => undefined);
  const take = () => {
    if (count > maxRows) {
      throw refusedFile(
        `it has more than ${maxRows.toLocaleString("en")} rows; remove empty ones, or split it into parts`,
      );
    }
    const taken = rows;
    rows = [];
    return taken;
  };
  try {
    for (let start = 0; start < content.length; start += pieceBytes) {
      parser.write(content.subarray(start, start + pieceBytes));
      await Promise.race([nextTurn(), failure]);
      yield take();
    }
    const ended = new Promise<void>((resolve) => {
      parser.once("end", resolve);
    });
    parser.end();
    parser.resume();
    await Promise.race([ended, failure]);
    yield take();
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== "CSV_QUOTE_NOT_CLOSED") throw error;
    throw refusedFile(`the quote of line ${linesBefore + lineAfter(end)} is never closed`, error);
  } finally {
    parser.destroy();
  }
}

function namedColumns(cells: readonly string[], notes: ReadingNotes): string[] {
  const names = cells.map((cell) => {
    const given = cell.trim();
    const field = fileFields.find((each) => each.toLowerCase() === given.toLowerCase());
    if (field === undefined && given !== "") notes.ignore(given);
    return field ?? "";
  });
  if (!names.includes("title")) {
    throw refusedFile("it is a table, and its first line must name the columns, one of them “title”");
  }
  const twice = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  if (twice !== undefined) throw refusedFile(`it has two columns “${twice}”`);
  return names;
}

const tooWide = "has more cells than columns; put quotes around a cell that has separators in it";

function toTodo(columns: readonly string[], cells: readonly string[], dates: CsvDates): unknown {
  const entries = columns.flatMap((column, index): [string, unknown][] => {
    const cell = cells[index] ?? "";
    if (column === "" || (cell === "" && column !== "notes")) return [];
    return [[column, fieldValue(column, unguardFormulas(cell), dates)]];
  });
  return Object.fromEntries(entries);
}

function fieldValue(column: string, cell: string, dates: CsvDates): unknown {
  switch (column) {
    case "pinned":
      return booleanOf(cell);
    case "dueOn":
      return dates.dayOf(cell);
    case "completedAt":
    case "createdAt":
      return dates.momentOf(cell);
    default:
      return cell;
  }
}

function noteDates(dates: CsvDates, notes: ReadingNotes): CsvDates {
  const noted = (read: (cell: string) => string) => (cell: string) => {
    const text = read(cell);
    if (text !== cell.trim()) notes.readDate(cell.trim(), text);
    return text;
  };
  return { dayOf: noted(dates.dayOf), momentOf: noted(dates.momentOf) };
}
