import { execFile } from "node:child_process";
import { lchown, lstat, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { ignoreMissing } from "#scripts/runtime/files.ts";

/** Runs programs as the OS account that owns the cluster. */
export interface Account {
  /** Makes the account the owner of a file, or of a directory and all that is in it. */
  own(path: string): Promise<void>;
  /** The same command, wrapped if the account needs more rights to execute it. */
  wrap(command: string, args: readonly string[]): { command: string; args: readonly string[] };
  /** Options for `spawn`. */
  readonly ids: { uid: number; gid: number } | Record<string, never>;
}

const currentAccount: Account = { own: async () => {}, wrap: (command, args) => ({ command, args }), ids: {} };

/**
 * Chooses the current account, except for root, because PostgreSQL refuses to run as root. Root uses the owner of the
 * directory if that is somebody else, then `postgres`, then `nobody`.
 * @throws {Error} naming the fix if that account cannot reach one of `paths`
 */
export async function chooseAccount(directory: string, paths: readonly string[]): Promise<Account> {
  if (process.getuid?.() !== 0) return currentAccount;
  const ids = (await ownerOf(directory)) ?? (await lookUp("postgres")) ?? (await lookUp("nobody"));
  if (ids === null) {
    throw new Error(
      "PostgreSQL refuses to run as root, and this system has neither a user postgres nor nobody. " +
        "Run this as an ordinary user, or set DATABASE_URL.",
    );
  }
  const own = (path: string) => changeOwner(path, ids);
  const blocked = await firstUnreachable([directory, ...paths], ids);
  if (blocked === null) return { own, ids, wrap: currentAccount.wrap };
  return { own, ids: {}, wrap: await keepReach(ids, blocked) };
}

interface Ids {
  readonly uid: number;
  readonly gid: number;
}

async function changeOwner(path: string, { uid, gid }: Ids): Promise<void> {
  const stats = await lstat(path);
  if (stats.uid === uid) return;
  const inside = stats.isDirectory() ? await readdir(path, { recursive: true }) : [];
  for (const name of ["", ...inside]) await ignoreMissing(lchown(join(path, name), uid, gid));
}

async function ownerOf(directory: string): Promise<Ids | null> {
  const stats = await ignoreMissing(stat(directory));
  return stats === undefined || stats.uid === 0 ? null : { uid: stats.uid, gid: stats.gid };
}

const run = promisify(execFile);

async function lookUp(name: string): Promise<Ids | null> {
  try {
    const [user, group] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(user.stdout), gid: Number(group.stdout) };
  } catch {
    return null;
  }
}

/** The first folder above the paths that the account may not enter. */
async function firstUnreachable(paths: readonly string[], { uid, gid }: Ids): Promise<string | null> {
  const folders = new Set(paths.flatMap(foldersAbove));
  for (const folder of folders) {
    const stats = await stat(folder);
    const bit = stats.uid === uid ? 0o100 : stats.gid === gid ? 0o010 : 0o001;
    if ((stats.mode & bit) === 0) return folder;
  }
  return null;
}

function foldersAbove(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...foldersAbove(parent), parent];
}

/**
 * Gives the account root's right to enter folders, and no other right of root. `no_setuid_fixup` is needed because
 * PostgreSQL calls access(2), which drops capabilities without it.
 */
async function keepReach({ uid, gid }: Ids, blocked: string): Promise<Account["wrap"]> {
  const right = await traversalRight();
  const prefix = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--securebits=+no_setuid_fixup",
    `--inh-caps=+${right}`,
    `--ambient-caps=+${right}`,
  ];
  try {
    await run("setpriv", [...prefix, "true"]);
  } catch (cause) {
    throw new Error(
      `PostgreSQL refuses to run as root, and the account it runs as instead may not enter ${blocked}. ` +
        `Move the checkout out of that folder, allow it with "chmod o+x ${blocked}", run this as an ordinary user, ` +
        "or set DATABASE_URL.",
      { cause },
    );
  }
  return (command, args) => ({ command: "setpriv", args: [...prefix, command, ...args] });
}

/** Two capabilities allow it. Containers often withhold the narrower one. */
async function traversalRight(): Promise<"dac_read_search" | "dac_override"> {
  const status = await ignoreMissing(readFile("/proc/self/status", "utf8"));
  const effective = BigInt(`0x${status?.match(/^CapEff:\s*([0-9a-f]+)/m)?.[1] ?? "0"}`);
  return (effective & 4n) === 0n ? "dac_override" : "dac_read_search";
}
