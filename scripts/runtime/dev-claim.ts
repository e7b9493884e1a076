import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { createPrivateFile, ignoreMissing } from "./files.ts";
import { isAlive } from "./processes.ts";

const claimSchema = z.object({ pid: z.int().positive(), url: z.string(), claimedAt: z.coerce.date() });
type Claim = z.output<typeof claimSchema>;

/** How long a start may take before the app answers. */
const startMs = 60_000;

/**
 * Makes this process the only `npm run dev` of a data directory. The result ends the claim.
 * @throws {Error} naming the address of another one that runs
 */
export async function claimDev(directory: string, url: string, now: Date): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const path = claimPath(directory);
  const claim = JSON.stringify({ pid: process.pid, url, claimedAt: now });
  while (!(await createPrivateFile(path, claim))) {
    await refuseSecondDev(directory, now);
    await rm(path, { force: true });
  }
  return () => rm(path, { force: true });
}

/**
 * Checks that no other `npm run dev` runs on the data directory.
 * @throws {Error} naming its address
 */
export async function refuseSecondDev(directory: string, now: Date): Promise<void> {
  const text = await ignoreMissing(readFile(claimPath(directory), "utf8"));
  if (text === undefined) return;
  const claim = claimSchema.parse(JSON.parse(text));
  if (!(await isHeld(claim, now))) return;
  throw new Error(
    `Tidy is already running from this checkout, at ${claim.url} (process ${claim.pid}). ` +
      "Use that, or stop it first with Ctrl-C in its terminal.",
  );
}

/** Asks the address too: after a reboot the process id belongs to another program. */
async function isHeld({ pid, url, claimedAt }: Claim, now: Date): Promise<boolean> {
  if (pid === process.pid || !isAlive(pid)) return false;
  if (now.getTime() - claimedAt.getTime() < startMs) return true;
  return await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  );
}

function claimPath(directory: string): string {
  return join(directory, "dev.json");
}
