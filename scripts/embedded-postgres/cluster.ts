import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readIfPresent } from "#scripts/runtime/files.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** The paths of one server. */
export interface Layout {
  readonly directory: string;
  /** Data and password, which belong together. */
  readonly cluster: string;
  readonly data: string;
  readonly log: string;
  /** Held while the server is started or stopped. Never deleted, because others may be waiting for it. */
  readonly lock: string;
  readonly users: string;
}

/** The paths of the server in a directory. */
export function layoutOf(directory: string): Layout {
  const cluster = join(directory, "cluster");
  return {
    directory,
    cluster,
    data: join(cluster, "data"),
    log: join(directory, "server.log"),
    lock: join(directory, "start.lock"),
    users: join(directory, "users"),
  };
}

/** Whether a directory holds a database. */
export function hasCluster(directory: string): boolean {
  return existsSync(layoutOf(directory).cluster);
}

/** The superuser's password; undefined before the first start. */
export async function readPassword(layout: Layout): Promise<string | undefined> {
  return await readIfPresent(join(layout.cluster, "password"));
}

/**
 * Creates the cluster and resolves to its password. Moves it into place when it is complete, so that a crash never
 * leaves half a cluster.
 */
export async function createCluster(layout: Layout, binaries: Binaries, account: Account): Promise<string> {
  const unfinished = `${layout.cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  const password = randomBytes(24).toString("hex");
  const passwordFile = join(unfinished, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  await account.own(unfinished);
  // The builtin locale is the same on every platform, unlike the operating systems' locales.
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const access = ["--username=tidy", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const output = ["--no-sync", "--no-instructions", `--pgdata=${join(unfinished, "data")}`];
  await runProgram(layout, account, binaries.initdb, [...locale, ...access, ...output]);
  await rename(unfinished, layout.cluster);
  return password;
}

/**
 * Runs a program of PostgreSQL as the account. Its output goes to the server's log.
 * @throws {Error} with the end of the log if it fails
 */
export async function runProgram(
  layout: Layout,
  account: Account,
  program: string,
  programArgs: readonly string[],
): Promise<void> {
  const log = await open(layout.log, "a", 0o600);
  try {
    await account.own(layout.log);
    const { command, args } = account.wrap(program, programArgs);
    // A file, because a pipe would stay open as long as the server that pg_ctl leaves running.
    const stdio = ["ignore", log.fd, log.fd] as const;
    const child = spawn(command, args, {
      ...account.ids,
      cwd: layout.directory,
      env: cleanEnvironment(),
      stdio: [...stdio],
      windowsHide: true,
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", resolve);
    });
    if (code !== 0) throw new Error(`${program} failed:\n${await lastLines(layout.log)}`);
  } finally {
    await log.close();
  }
}

/** Without PGPORT, PGDATA and the like, which name other servers, and with messages in English. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("PG"));
  return { ...Object.fromEntries(kept), NODE_ENV: process.env.NODE_ENV, LC_ALL: "C" };
}

async function lastLines(path: string): Promise<string> {
  const text = await readFile(path, "utf8");
  return text.trimEnd().split("\n").slice(-8).join("\n");
}
