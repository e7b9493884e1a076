import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ignoreMissing } from "#scripts/runtime/files.ts";

/** The content of `postmaster.pid` in a server's data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping` or `standby`. */
  readonly status: string;
}

/** Parses a `postmaster.pid`; null if it is incomplete. */
export function parsePostmasterPid(text: string): Postmaster | null {
  const [pid, , , port, , , , status] = text.split("\n").map((line) => line.trim());
  if (!isPositiveInteger(pid) || !isPositiveInteger(port)) return null;
  return { pid: Number(pid), port: Number(port), status: status ?? "" };
}

/** The server that claims a data directory; null if none does. It may be dead. */
export async function readPostmaster(dataDirectory: string): Promise<Postmaster | null> {
  const text = await ignoreMissing(readFile(join(dataDirectory, "postmaster.pid"), "utf8"));
  return text === undefined ? null : parsePostmasterPid(text);
}

function isPositiveInteger(text: string | undefined): boolean {
  return text !== undefined && /^[1-9]\d*$/.test(text);
}
