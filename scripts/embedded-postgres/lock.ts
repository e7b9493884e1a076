import { readFile, rm, writeFile } from "node:fs/promises";
import { hasCode, ignoreMissing } from "#scripts/runtime/files.ts";
import { isAlive, poll } from "#scripts/runtime/processes.ts";

/**
 * Runs `work` while this call alone, in this process and all others, holds the lock at `path`. So two commands do not
 * start one server twice. Takes over the lock of a dead process.
 * @throws {Error} if the lock is not free after 90 seconds
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const locked = await poll(() => tryLock(path), { timeoutMs: 90_000 });
  if (locked === undefined) throw new Error(`Another process holds ${path}. Stop it, or delete that file.`);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
    held.delete(path);
  }
}

/** The locks that this process holds or tries to take. */
const held = new Set<string>();

async function tryLock(path: string): Promise<true | undefined> {
  if (held.has(path)) return undefined;
  held.add(path);
  try {
    await writeFile(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    held.delete(path);
    if (!hasCode(error, "EEXIST")) throw error;
  }
  await removeStale(path);
  return undefined;
}

async function removeStale(path: string): Promise<void> {
  const holder = Number(await ignoreMissing(readFile(path, "utf8")));
  // In a container, the process before a restart often had the same id.
  const isOwn = holder === process.pid && !held.has(path);
  if (isOwn || (holder > 0 && !isAlive(holder))) await rm(path, { force: true });
}
