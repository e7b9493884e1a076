import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ignoreMissing } from "#scripts/runtime/files.ts";
import { isAlive } from "#scripts/runtime/processes.ts";
import type { Account } from "./account.ts";

/**
 * The processes that use a server, one file each, named by process id. The last one to leave stops the server. So it
 * stays when `npm run task` ends beside `npm run dev`, and whoever adopts an orphan stops it.
 */
export interface Users {
  /** Removes all entries: nobody uses a server that does not run. */
  clear(): Promise<void>;
  add(): Promise<void>;
  leave(): Promise<void>;
  /** The ids of the processes that are alive. */
  living(): Promise<readonly number[]>;
}

/**
 * Opens the users of one server in `directory`, which belongs to `account`. Call the functions while holding the
 * server's lock.
 */
export function openUsers(directory: string, account: Account): Users {
  const own = `${process.pid}-${randomUUID()}`;
  return {
    clear: () => rm(directory, { recursive: true, force: true }),
    async add() {
      await mkdir(directory, { recursive: true });
      await account.own(directory);
      await writeFile(join(directory, own), "");
    },
    leave: () => rm(join(directory, own), { force: true }),
    async living() {
      const names = (await ignoreMissing(readdir(directory))) ?? [];
      return names.map((name) => Number.parseInt(name, 10)).filter(isAlive);
    },
  };
}
