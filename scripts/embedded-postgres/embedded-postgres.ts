import { existsSync } from "node:fs";
import { mkdir, truncate } from "node:fs/promises";
import { ignoreMissing } from "#scripts/runtime/files.ts";
import { findFreePort, isPortFree } from "#scripts/runtime/ports.ts";
import { type Account, chooseAccount } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { createCluster, type Layout, layoutOf, readPassword, runProgram } from "./cluster.ts";
import { withLock } from "./lock.ts";
import { findRunningServer } from "./running-server.ts";
import { openUsers, type Users } from "./users.ts";

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

interface Setting {
  readonly layout: Layout;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly users: Users;
}

/**
 * Starts the server of a directory on a free port of 127.0.0.1, or adopts the one that runs there. Creates the cluster
 * the first time. Safe to call in several processes at once.
 * @throws {Error} saying what to do if it cannot start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  const setting = await prepare(options.directory);
  const { layout, users } = setting;
  return await withLock(layout.lock, async () => {
    const running = await findRunningServer(layout);
    if (running === null) await users.clear();
    else log(`using the PostgreSQL that runs already, on port ${running.port}`);
    const { port, password } = running ?? (await startServer(setting, options.settings ?? {}, log));
    await users.add();
    const url = `postgresql://tidy:${password}@127.0.0.1:${port}/postgres`;
    return { url, port, adopted: running !== null, stop: () => leave(setting) };
  });
}

/**
 * Shuts down the server that a dead process left running in a directory, if any.
 * @throws {Error} if a living process uses it
 */
export async function stopAbandonedPostgres(directory: string): Promise<void> {
  const setting = await prepare(directory);
  await withLock(setting.layout.lock, async () => {
    if ((await findRunningServer(setting.layout)) === null) return;
    const [user] = await setting.users.living();
    if (user !== undefined) {
      throw new Error(
        `Process ${user} is using the database in ${directory}. Stop it first, with Ctrl-C in its terminal.`,
      );
    }
    await stopServer(setting);
  });
}

async function prepare(directory: string): Promise<Setting> {
  const layout = layoutOf(directory);
  const binaries = await findBinaries();
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const account = await chooseAccount(directory, [binaries.initdb]);
  await account.own(directory);
  return { layout, binaries, account, users: openUsers(layout.users, account) };
}

async function startServer(
  setting: Setting,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<{ port: number; password: string }> {
  const { layout, binaries, account } = setting;
  await ignoreMissing(truncate(layout.log));
  const existing = await readPassword(layout);
  if (existing === undefined) log("creating the database files");
  const password = existing ?? (await createCluster(layout, binaries, account));
  for (let triesLeft = 4; ; triesLeft -= 1) {
    const port = await findFreePort();
    try {
      await runProgram(layout, account, binaries.pgCtl, startArguments(layout, port, settings));
      return { port, password };
    } catch (error) {
      // Another process may have taken the port meanwhile.
      if (triesLeft === 0 || (await isPortFree(port))) throw error;
    }
  }
}

function startArguments(layout: Layout, port: number, settings: Readonly<Record<string, string>>): string[] {
  const all = {
    // Without sockets: they lie in a folder that all accounts share, where their lock files collide.
    unix_socket_directories: "",
    listen_addresses: "127.0.0.1",
    timezone: "UTC",
    log_timezone: "UTC",
    ...settings,
  };
  const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  return ["start", "-w", "-D", layout.data, "-l", layout.log, "-o", [`-p ${port}`, ...options].join(" ")];
}

async function leave(setting: Setting): Promise<void> {
  // A server whose files were deleted ends by itself within a minute.
  if (!existsSync(setting.layout.directory)) return;
  await withLock(setting.layout.lock, async () => {
    await setting.users.leave();
    const others = await setting.users.living();
    if (others.length === 0 && (await findRunningServer(setting.layout)) !== null) await stopServer(setting);
  });
}

async function stopServer({ layout, binaries, account }: Setting): Promise<void> {
  const stop = (mode: string) =>
    runProgram(layout, account, binaries.pgCtl, ["stop", "-w", "-t", "20", "-D", layout.data, "-m", mode]);
  try {
    await stop("fast");
  } catch {
    await stop("immediate");
  }
}
