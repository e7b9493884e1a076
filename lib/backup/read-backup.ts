import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { BackupError } from "./backup-error.ts";
import {
  endOfRows,
  endSchema,
  type Header,
  headerSchema,
  type RowCounts,
  rowsSchema,
  type Table,
  tableSchema,
} from "./file-format.ts";
import { explainReading } from "./file-problem.ts";

/** An open backup. Its parts are read once, in order. */
export interface BackupReader {
  readonly header: Header;
  /**
   * Reads to the end, and calls `onTable` for each table, which reads all of its rows and resolves to their number.
   * @throws {BackupError} if the file is incomplete or damaged, or the numbers differ
   */
  readTables(onTable: (table: Table, rows: AsyncIterable<Buffer>) => Promise<number>): Promise<RowCounts>;
}

/**
 * Opens a backup for `work`.
 * @throws {BackupError} if it is none, or of a newer form
 */
export async function readBackup<T>(path: string, work: (backup: BackupReader) => Promise<T>): Promise<T> {
  const file = createReadStream(path);
  const text = file.pipe(createGunzip());
  file.on("error", (error) => text.destroy(error));
  try {
    const pieces = new Pieces(text);
    const header = parse(await pieces.line(), headerSchema, `${path} is no backup of Tidy, or one of a newer version.`);
    return await work({ header, readTables: (onTable) => readTables(pieces, onTable) });
  } catch (error) {
    throw toBackupError(path, error);
  } finally {
    file.destroy();
    text.destroy();
  }
}

async function readTables(
  pieces: Pieces,
  onTable: (table: Table, rows: AsyncIterable<Buffer>) => Promise<number>,
): Promise<RowCounts> {
  const read: Record<string, number> = {};
  for (let text = await pieces.line(); ; text = await pieces.line()) {
    const end = endSchema.safeParse(asJson(text)).data;
    if (end !== undefined) {
      if (JSON.stringify(end.rows) !== JSON.stringify(read)) throw new BackupError(damaged);
      return read;
    }
    const table = parse(text, tableSchema, damaged);
    const count = await onTable(table, pieces.rows());
    const { rows } = parse(await pieces.line(), rowsSchema, damaged);
    if (rows !== count)
      throw new BackupError(`${damaged} Of ${table.table} it should hold ${rows} rows, not ${count}.`);
    read[table.table] = count;
  }
}

const damaged = "The backup is damaged or incomplete: use another one.";

function parse<Schema extends z.ZodType>(text: string, schema: Schema, problem: string): z.output<Schema> {
  const parsed = schema.safeParse(asJson(text));
  if (!parsed.success) throw new BackupError(problem);
  return parsed.data;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toBackupError(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "Z_DATA_ERROR" && error instanceof Error && error.message === "incorrect header check")
    return new BackupError(`${path} is no backup of Tidy.`);
  return code.startsWith("Z_") ? new BackupError(damaged) : explainReading(error, path);
}

/** Reads lines, and the rows between them, from a stream of bytes. */
class Pieces {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next line, without its end. @throws {BackupError} where the file ends before */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf("\n");
      if (end >= 0) return this.#take(end + 1).toString("utf8", 0, end);
      await this.#more();
    }
  }

  /** The rows up to the line that ends them, in pieces of any size. */
  async *rows(): AsyncGenerator<Buffer> {
    while (this.#rest.length < endOfRows.length) await this.#more();
    if (this.#rest.indexOf(endOfRows) === 0) {
      this.#take(endOfRows.length);
      return;
    }
    for (;;) {
      const end = this.#rest.indexOf(`\n${endOfRows}`);
      if (end >= 0) {
        yield this.#take(end + 1);
        this.#take(endOfRows.length);
        return;
      }
      // The end may have begun in the last bytes.
      const certain = this.#rest.length - endOfRows.length;
      if (certain > 0) yield this.#take(certain);
      await this.#more();
    }
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#chunks.next();
    if (done) throw new BackupError(damaged);
    this.#rest = Buffer.concat([this.#rest, value]);
  }
}
