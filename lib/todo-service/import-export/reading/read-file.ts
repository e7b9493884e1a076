import { importMaxBytes, importMaxMegabytes, importMaxTodos } from "../../limits.ts";
import { type DecodedFile, decodeFile } from "../files/decode.ts";
import { refuseForeignTable } from "../files/foreign-apps.ts";
import { refuseForeignStart } from "../files/foreign-kinds.ts";
import { dialectsOf, formatOf } from "../files/format-of.ts";
import { refusedFile } from "../files/refused-file.ts";
import type { FileEntry, FileFormat, FileReader } from "../formats.ts";
import { checkEntry, type ReadTodo, type RefusedEntry } from "./check-entry.ts";
import { type CsvReading, readCsv } from "./csv.ts";
import { readJson } from "./json.ts";
import { createReadingNotes, type ReadingNotes } from "./reading-notes.ts";
import { readTodoTxt } from "./todo-txt.ts";

/** A file that is being read. */
export interface FileReading extends Pick<DecodedFile, "encoding" | "guess"> {
  readonly format: FileFormat;
  /** Complete once all entries are read. */
  readonly notes: ReadingNotes;
  /** The entries of the file, some at once. Other requests get their turn in between. */
  readonly entries: AsyncGenerator<readonly (ReadTodo | RefusedEntry)[]>;
}

/** The most that one file may hold. Empty rows of a table count too: spreadsheets may append thousands. */
export interface FileLimits {
  readonly bytes: number;
  readonly todos: number;
  readonly rows: number;
}

const fileLimits: FileLimits = { bytes: importMaxBytes, todos: importMaxTodos, rows: 2 * importMaxTodos };

/**
 * Decodes a file, finds out its format by its content, and reads and checks its entries.
 * @param options.format overrides the format found in the content.
 * @throws {DomainError} `invalid` for a file that is too large, of another app, or no list of todos at all; also while
 * the entries are read.
 */
export async function readFile(
  bytes: Buffer,
  options: FileReader & { readonly format?: FileFormat | undefined; readonly now: Date },
  limits = fileLimits,
): Promise<FileReading> {
  if (bytes.byteLength > limits.bytes) {
    throw refusedFile(`the file is larger than ${importMaxMegabytes} MB; split it into parts`);
  }
  refuseForeignStart(bytes);
  const { content, encoding, guess } = await decodeFile(bytes);
  refuseForeignStart(content);
  for (const { rows } of dialectsOf(content)) refuseForeignTable(rows);
  const format = options.format ?? formatOf(content);
  const notes = createReadingNotes();
  const pieces = entriesOf(format, content, { ...options, maxRows: limits.rows, notes });
  return { format, encoding, guess, notes, entries: checked(pieces, limits.todos, options.now) };
}

function entriesOf(format: FileFormat, content: Buffer, reading: CsvReading) {
  switch (format) {
    case "json":
      return readJson(content, reading.notes);
    case "csv":
      return readCsv(content, reading);
    case "todotxt":
      return readTodoTxt(content, reading.notes);
  }
}

async function* checked(pieces: AsyncGenerator<FileEntry[]>, maxTodos: number, now: Date) {
  let count = 0;
  for await (const entries of pieces) {
    count += entries.length;
    if (count > maxTodos) {
      throw refusedFile(`the file has more than ${maxTodos.toLocaleString("en")} todos; split it into parts`);
    }
    if (entries.length > 0) yield entries.map((entry) => checkEntry(entry, now));
  }
  if (count === 0) throw refusedFile("the file has no todos in it");
}
