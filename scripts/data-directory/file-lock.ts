import { writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { readIfPresent } from "#scripts/runtime/files.ts";
import { poll } from "#scripts/runtime/processes.ts";

/**
 * An exclusive lock on a file. The operating system holds it for this process, and releases it when the process ends,
 * however it ends. A process that is suspended or slow keeps it.
 */
export interface FileLock {
  release(): void;
}

/** A connection that nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Takes the lock on the file at `path`, which is created if need be and must never be deleted while processes may lock
 * it. Null if another process, or another caller in this one, holds it for `waitMs` more; that blocks this process.
 * Node has no call for file locks. SQLite takes them on every system, and Node brings SQLite.
 * @throws {Error} if the file cannot be opened or its file system has no locks
 */
export function tryLock(path: string, { waitMs = 0 } = {}): FileLock | null {
  const database = openFile(path, waitMs);
  try {
    // Nothing is ever committed, so that the file stays empty and needs no journal beside it.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (resultOf(error) === sqliteBusy) return null;
    throw new Error(`Cannot lock ${path}: ${error instanceof Error ? error.message : error}. ${advice}`, {
      cause: error,
    });
  }
  held.add(database);
  return {
    release() {
      if (held.delete(database)) database.close();
    },
  };
}

/**
 * Runs `work` while this call alone holds the lock at `path`. So two commands do not start one server twice.
 * @throws {Error} naming the holder if the lock is not free after `timeoutMs`
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  { timeoutMs = 180_000 }: { timeoutMs?: number } = {},
): Promise<T> {
  const holder = `${path}-holder`;
  const lock = await poll(async () => tryLock(path) ?? undefined, { timeoutMs });
  if (lock === undefined) throw new Error(describeHolder(path, await readIfPresent(holder), timeoutMs));
  try {
    await writeFile(holder, String(process.pid));
    return await work();
  } finally {
    lock.release();
  }
}

function describeHolder(path: string, pid: string | undefined, timeoutMs: number): string {
  return (
    `${pid ? `Process ${pid}` : "Another process"} has held ${path} for ${Math.round(timeoutMs / 1000)} s. ` +
    "If it is suspended, let it go on (fg in its terminal). Otherwise end it, then try again."
  );
}

const advice =
  "The file must belong to this account, on a disk that supports locks, which some network drives do not. " +
  "Move the checkout, or set DATABASE_URL.";

function openFile(path: string, waitMs: number): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: waitMs });
  } catch (cause) {
    throw new Error(`Cannot open ${path}. ${advice}`, { cause });
  }
}

const sqliteBusy = 5;

/** SQLite's primary result code. Its extended codes carry more in the higher bits. */
function resultOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return error.errcode & 0xff;
}
