import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type FileLock, tryLock } from "#scripts/data-directory/file-lock.ts";
import { ignoreMissing } from "#scripts/runtime/files.ts";
import type { Account } from "./account.ts";

/**
 * The processes that use a server. Each holds the lock of a file of its own, which the operating system releases when
 * the process ends. The last one to leave stops the server. So it stays when `npm run task` ends beside `npm run dev`,
 * and whoever adopts an orphan stops it.
 */
export interface Users {
  add(): Promise<void>;
  leave(): Promise<void>;
  /** The ids of the processes that use the server, suspended ones too. Removes the files of those that have ended. */
  living(): Promise<readonly number[]>;
}

/**
 * Opens the users of one server in `directory`, which belongs to `account`. Call the functions while holding the
 * server's lock.
 */
export function openUsers(directory: string, account: Account): Users {
  const own = join(directory, `${process.pid}-${randomUUID()}`);
  let lock: FileLock | null = null;
  return {
    async add() {
      await mkdir(directory, { recursive: true });
      await account.own(directory);
      lock = tryLock(own);
    },
    async leave() {
      lock?.release();
      await rm(own, { force: true });
    },
    async living() {
      const names = (await ignoreMissing(readdir(directory))) ?? [];
      const inUse = await Promise.all(names.map((name) => isInUse(join(directory, name))));
      return names.filter((_, index) => inUse[index]).map((name) => Number.parseInt(name, 10));
    },
  };
}

async function isInUse(path: string): Promise<boolean> {
  const lock = tryLock(path);
  if (lock === null) return true;
  lock.release();
  await rm(path, { force: true });
  return false;
}
