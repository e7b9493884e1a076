import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readIfPresent } from "#scripts/runtime/files.ts";
import { makeDataDirectory } from "./data-directory.ts";
import { tryLock } from "./file-lock.ts";

const claimSchema = z.object({ pid: z.int().positive(), url: z.url() });

/** This process is the only `npm run dev` of a data directory. */
export interface DevClaim {
  /** Tells other commands at which address this one serves the app. */
  publish(url: string): Promise<void>;
  release(): Promise<void>;
}

/** The time that another process that claims at the same moment may take, in ms. */
const claimMs = 1_000;

/**
 * Makes this process the only `npm run dev` of a data directory, as long as it lives.
 * @throws {Error} naming the address of another one that runs
 */
export async function claimDev(directory: string): Promise<DevClaim> {
  await makeDataDirectory(directory);
  const lock = tryLock(join(directory, devLock), { waitMs: claimMs });
  const path = join(directory, "dev.json");
  if (lock === null) throw new Error(describeOther(await readIfPresent(path)));
  // Left by one that was killed.
  await rm(path, { force: true });
  return {
    publish: (url) => writeFile(path, JSON.stringify({ pid: process.pid, url })),
    async release() {
      await rm(path, { force: true });
      lock.release();
    },
  };
}

/** The name of the file in a data directory that a running `npm run dev` holds the lock of. */
export const devLock = "dev.lock";

function describeOther(text: string | undefined): string {
  const advice = "Use that, or stop it first with Ctrl-C in its terminal.";
  if (!text) return `Tidy is starting from this checkout already. ${advice}`;
  const { pid, url } = claimSchema.parse(JSON.parse(text));
  return `Tidy is already running from this checkout, at ${url} (process ${pid}). ${advice}`;
}
