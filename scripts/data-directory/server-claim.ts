import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readIfPresent } from "#scripts/runtime/files.ts";
import { makeDataDirectory } from "./data-directory.ts";
import { tryLock } from "./file-lock.ts";

/** A command that serves the app on the embedded database of a data directory. */
type ServerName = "dev" | "start";

const claimSchema = z.object({ pid: z.int().positive(), url: z.url() });

/** This process is the one that other commands find as the server of a data directory. */
export interface ServerClaim {
  /** Tells other commands at which address this one serves the app. */
  publish(url: string): Promise<void>;
  release(): Promise<void>;
}

/** The time that another process that claims at the same moment may take, in ms. */
const claimMs = 1_000;

/** The files of a claim. The lock is never deleted while processes may hold it. */
function pathsOf(directory: string, name: ServerName): { readonly lock: string; readonly address: string } {
  return { lock: join(directory, `${name}.lock`), address: join(directory, `${name}.json`) };
}

/**
 * Makes this process the only `npm run dev` of a data directory, as long as it lives.
 * @throws {Error} naming the address of another one that runs
 */
export async function claimDev(directory: string): Promise<ServerClaim> {
  const claim = await claimServer(directory, "dev");
  if (claim === null) throw new Error(describeOther(await readIfPresent(pathsOf(directory, "dev").address)));
  return claim;
}

/** Makes this process the `npm start` that other commands find. Null if another one is that already. */
export async function claimStart(directory: string): Promise<ServerClaim | null> {
  return await claimServer(directory, "start");
}

async function claimServer(directory: string, name: ServerName): Promise<ServerClaim | null> {
  await makeDataDirectory(directory);
  const paths = pathsOf(directory, name);
  const lock = tryLock(paths.lock, { waitMs: claimMs });
  if (lock === null) return null;
  // Left by one that was killed.
  await rm(paths.address, { force: true });
  return {
    publish: (url) => writeFile(paths.address, JSON.stringify({ pid: process.pid, url })),
    async release() {
      await rm(paths.address, { force: true });
      lock.release();
    },
  };
}

/** A server that runs on the embedded database, and its address on this machine. */
export interface RunningServer {
  readonly name: ServerName;
  readonly url: string;
}

/** Finds the `npm run dev` of a data directory that runs, else the `npm start`. Null where none has an address yet. */
export async function findServer(directory: string): Promise<RunningServer | null> {
  for (const name of ["dev", "start"] as const) {
    const { lock, address } = pathsOf(directory, name);
    const text = await readIfPresent(address);
    if (text !== undefined && isHeld(lock)) return { name, url: claimSchema.parse(JSON.parse(text)).url };
  }
  return null;
}

/** A process that was killed leaves its address, but no lock. */
function isHeld(path: string): boolean {
  const lock = tryLock(path);
  lock?.release();
  return lock === null;
}

function describeOther(text: string | undefined): string {
  const advice = "Use that, or stop it first with Ctrl-C in its terminal.";
  if (!text) return `Tidy is starting from this checkout already. ${advice}`;
  const { pid, url } = claimSchema.parse(JSON.parse(text));
  return `Tidy is already running from this checkout, at ${url} (process ${pid}). ${advice}`;
}
