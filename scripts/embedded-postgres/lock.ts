import { readFile, rm, writeFile } from "node:fs/promises";
import { hasCode, ignoreMissing } from "#scripts/runtime/files.ts";
import { isAlive, poll } from "#scripts/runtime/processes.ts";

/**
 * Runs `work` while no other process holds the lock at `path`, e.g. so that two commands don't start one server twice.
 * The lock of a dead process is taken over.
 * @throws {Error} where the lock isn't free after 90 seconds.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const locked = await poll(() => tryLock(path), { timeoutMs: 90_000 });
  if (locked === undefined) throw new Error(`Another process holds ${path}. Stop it, or delete that file.`);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<true | undefined> {
  try {
    await writeFile(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
  const holder = Number(await ignoreMissing(readFile(path, "utf8")));
  if (holder > 0 && holder !== process.pid && !isAlive(holder)) await rm(path, { force: true });
  return undefined;
}
