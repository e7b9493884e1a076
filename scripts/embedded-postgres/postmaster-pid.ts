import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readIfPresent } from "#scripts/runtime/files.ts";

/** The content of `postmaster.pid` in a server's data directory. */
export interface Postmaster {
  readonly pid: number;
  /** The data directory that it was started with. */
  readonly directory: string;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly port: number;
}

/** Parses a `postmaster.pid`; null if it is incomplete. */
export function parsePostmasterPid(text: string): Postmaster | null {
  const [pid, directory, startedAt, port] = text.split("\n").map((line) => line.trim());
  if (!directory || ![pid, startedAt, port].every(isCount)) return null;
  return { pid: Number(pid), directory, startedAt: Number(startedAt), port: Number(port) };
}

/** The server that claims a data directory; null if none does. It may be dead. */
export async function readPostmaster(dataDirectory: string): Promise<Postmaster | null> {
  const text = await readIfPresent(pathIn(dataDirectory));
  return text === undefined ? null : parsePostmasterPid(text);
}

/** No system gives so large an id to a process. */
const nobody = 2_147_483_646;

/**
 * Makes a claim name no process, for one that a living process did not make. The rest of the file stays: PostgreSQL
 * looks there whether processes of a dead server still use the data.
 */
export async function disownPostmaster(dataDirectory: string): Promise<void> {
  const text = await readIfPresent(pathIn(dataDirectory));
  if (text !== undefined) await writeFile(pathIn(dataDirectory), text.replace(/^\d+/, String(nobody)));
}

function pathIn(dataDirectory: string): string {
  return join(dataDirectory, "postmaster.pid");
}

function isCount(text: string | undefined): boolean {
  return text !== undefined && /^[1-9]\d*$/.test(text);
}
