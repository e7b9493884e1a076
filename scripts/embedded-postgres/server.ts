import { truncate } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { ignoreMissing } from "#scripts/runtime/files.ts";
import { findFreePort, isPortFree } from "#scripts/runtime/ports.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { createCluster, type Layout, readPassword, runProgram } from "./cluster.ts";
import { refuseOtherVersion } from "./data-version.ts";
import type { Users } from "./users.ts";

/** Everything needed to start or stop the server of a directory. Use it while holding the server's lock. */
export interface Setting {
  readonly layout: Layout;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly users: Users;
}

/** The time that the processes of a killed server may take to notice, and to release its data. */
const orphansMs = 30_000;

/**
 * Starts a server on a free port, and creates its cluster the first time.
 * @throws {Error} with the end of its log if it does not start
 */
export async function startServer(
  setting: Setting,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<{ port: number; password: string }> {
  const { layout, binaries, account } = setting;
  await ignoreMissing(truncate(layout.log));
  const existing = await readPassword(layout);
  if (existing === undefined) log("creating the database files");
  else await refuseOtherVersion(layout, binaries);
  const password = existing ?? (await createCluster(layout, binaries, account));
  const deadline = performance.now() + orphansMs;
  for (let triesLeft = 4; ; triesLeft -= 1) {
    const port = await findFreePort();
    try {
      await runProgram(layout, account, binaries.pgCtl, startArguments(layout, port, settings));
      return { port, password };
    } catch (error) {
      if (isHeldByOrphans(error) && performance.now() < deadline) {
        triesLeft += 1;
        await sleep(250);
        // Another process may have taken the port meanwhile.
      } else if (triesLeft === 0 || (await isPortFree(port))) throw error;
    }
  }
}

function isHeldByOrphans(error: unknown): boolean {
  return error instanceof Error && error.message.includes("pre-existing shared memory block");
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
  const wait = ["-w", "-t", "120"];
  return ["start", ...wait, "-D", layout.data, "-l", layout.log, "-o", [`-p ${port}`, ...options].join(" ")];
}

/** Shuts a server down: in good order, or else at once. */
export async function stopServer({ layout, binaries, account }: Setting): Promise<void> {
  const stop = (mode: string) =>
    runProgram(layout, account, binaries.pgCtl, ["stop", "-w", "-t", "20", "-D", layout.data, "-m", mode]);
  try {
    await stop("fast");
  } catch {
    await stop("immediate");
  }
}
