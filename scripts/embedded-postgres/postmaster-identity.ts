import { stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { type Postmaster, readPostmaster } from "./postmaster-pid.ts";
import { identifyProcess, type ProcessIdentity } from "./process-identity.ts";

/**
 * The owner of the process that a `postmaster.pid` names: `own`, the server of this data directory; `foreign`, another
 * one; `unknown` if this system does not tell. Only proof counts. A server that does not answer is no less the server.
 */
export type Owner = "own" | "foreign" | "unknown";

/** Judges the claim that was read from `dataDirectory`, whose process is alive. */
export async function identifyPostmaster(postmaster: Postmaster, dataDirectory: string): Promise<Owner> {
  if (await isCopy(postmaster, dataDirectory)) return "foreign";
  const identity = await identifyProcess(postmaster.pid);
  return identity === undefined ? "unknown" : judge(identity, postmaster.directory);
}

/** Whether a process is the server that was started with this data directory. */
export function judge({ program, commandLine }: ProcessIdentity, directory: string): Owner {
  if (program !== "postgres") return "foreign";
  // A process that has ended and waits for its parent has no arguments. A server's child shows its activity instead.
  if (commandLine === "" || commandLine.startsWith("postgres:")) return "foreign";
  if (`${commandLine} `.includes(` -D ${directory} `)) return "own";
  const other = / -D (.+)$/.exec(commandLine)?.[1];
  // A relative path may be any directory.
  return other !== undefined && isAbsolute(other) ? "foreign" : "unknown";
}

/** Whether the files were copied from those of a server that runs. Files that were moved while it runs are its own. */
async function isCopy(postmaster: Postmaster, dataDirectory: string): Promise<boolean> {
  if (await isSameDirectory(postmaster.directory, dataDirectory)) return false;
  // Another account's files are out of reach. Then the process has to tell.
  const original = await readPostmaster(postmaster.directory).catch(() => null);
  return original?.pid === postmaster.pid && original.startedAt === postmaster.startedAt;
}

/** Whether two paths lead to one directory. False if one of them leads nowhere or cannot be followed. */
export async function isSameDirectory(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all(
    [one, other].map((path) => stat(path, { bigint: true }).catch(() => undefined)),
  );
  return first !== undefined && second !== undefined && first.dev === second.dev && first.ino === second.ino;
}
