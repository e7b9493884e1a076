import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { makeDataDirectory } from "#scripts/data-directory/data-directory.ts";
import { withLock } from "#scripts/data-directory/file-lock.ts";
import { chooseAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { layoutOf } from "./cluster.ts";
import { findRunningServer } from "./running-server.ts";
import { type Setting, startServer, stopServer } from "./server.ts";
import { openUsers } from "./users.ts";

/** A PostgreSQL server on this machine that this process uses until `stop`. */
export interface EmbeddedPostgres {
  /** For the superuser `tidy` and the maintenance database `postgres`. */
  readonly url: string;
  readonly port: number;
  /** Whether it ran already. */
  readonly adopted: boolean;
  /** Stops using the server. The last living process to do so shuts it down. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds all files of the server. Created if it does not exist. */
  readonly directory: string;
  readonly log?: (line: string) => void;
  /** Server settings, e.g. `{ fsync: "off" }`. They do not change a server that runs already. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Starts the server of a directory on a free port of 127.0.0.1, or adopts the one that runs there. Creates the cluster
 * the first time. Safe to call in several processes at once.
 * @throws {Error} naming the fix if it cannot start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  return await withServer(options.directory, async (setting) => {
    const { layout, users } = setting;
    const running = await findRunningServer(layout, log);
    log(running ? `using the PostgreSQL that runs already, on port ${running.port}` : "starting PostgreSQL");
    const { port, password } = running ?? (await startServer(setting, options.settings ?? {}, log));
    await users.add();
    const url = `postgresql://tidy:${password}@127.0.0.1:${port}/postgres`;
    return { url, port, adopted: running !== null, stop: () => leave(setting, log) };
  });
}

/**
 * Shuts down the server that a dead process left running in a directory, if any.
 * @throws {Error} if a living process uses it
 */
export async function stopAbandonedPostgres(directory: string): Promise<void> {
  await withServer(directory, stopUnused);
}

/**
 * Deletes the cluster in a directory, after it has shut down its server. The lock stays: others may wait for it.
 * @throws {Error} if a living process uses it
 */
export async function deleteEmbeddedPostgres(directory: string): Promise<void> {
  await withServer(directory, async (setting) => {
    await stopUnused(setting);
    const { cluster, log, users } = setting.layout;
    for (const path of [cluster, log, users]) await rm(path, { recursive: true, force: true });
  });
}

/** Runs `work` while this call alone starts or stops the server of a directory. */
async function withServer<T>(directory: string, work: (setting: Setting) => Promise<T>): Promise<T> {
  await makeDataDirectory(directory);
  const layout = layoutOf(directory);
  return await withLock(layout.lock, async () => {
    const binaries = await findBinaries();
    const account = await chooseAccount(directory, [binaries.initdb]);
    await account.own(directory);
    return await work({ layout, binaries, account, users: openUsers(layout.users, account) });
  });
}

async function leave(setting: Setting, log: (line: string) => void): Promise<void> {
  // A server whose files were deleted ends by itself within a minute.
  if (!existsSync(setting.layout.directory)) return;
  await withLock(setting.layout.lock, async () => {
    await setting.users.leave();
    const others = await setting.users.living();
    if (others.length === 0 && (await findRunningServer(setting.layout, log)) !== null) await stopServer(setting);
  });
}

async function stopUnused(setting: Setting): Promise<void> {
  const { layout, users } = setting;
  const [user] = await users.living();
  if (user !== undefined) {
    throw new Error(
      `Process ${user} is using the database in ${layout.directory}. Stop it first, with Ctrl-C in its terminal.`,
    );
  }
  if ((await findRunningServer(layout, () => {})) !== null) await stopServer(setting);
}
