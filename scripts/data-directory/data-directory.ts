import { constants, existsSync } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { hasCode } from "#scripts/runtime/files.ts";

/**
 * Makes sure that a directory for data exists and that this process may write in it. A new one is for this account
 * alone.
 * @throws {Error} naming the fix if it may not
 */
export async function makeDataDirectory(directory: string): Promise<void> {
  try {
    await makeDirectory(directory);
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw explainUnusable(directory, cause) ?? cause;
  }
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    // Node says ENOENT instead of EROFS where a folder above is missing. Then the folder above that one tells.
    if (hasCode(error, "ENOENT")) await access(nearestExisting(directory), constants.W_OK);
    throw error;
  }
}

/** The path itself if it exists, else the nearest folder above it that does. */
export function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

/** An error that explains why a directory cannot hold data, with the next step; undefined if the cause is another. */
export function explainUnusable(directory: string, cause: unknown): Error | undefined {
  const reason = reasonOf(cause);
  if (reason === undefined) return undefined;
  return new Error(`Tidy keeps its database and its secrets in ${directory}, ${reason}`, { cause });
}

function reasonOf(error: unknown): string | undefined {
  if (hasCode(error, "EROFS")) {
    return (
      "which is on a read-only file system. Mount a writable volume there, or run Tidy from a writable folder. " +
      "With DATABASE_URL, AUTH_SECRET and APP_URL set, npm start writes no files there."
    );
  }
  if (hasCode(error, "EACCES", "EPERM")) {
    return (
      "where this account may not write. Run this as the account that the folder belongs to, " +
      "or let this account write there. With DATABASE_URL, AUTH_SECRET and APP_URL set, npm start writes no files there."
    );
  }
  if (hasCode(error, "ENOSPC", "EDQUOT")) return "and no space is left there. Free some, then try again.";
  if (hasCode(error, "ENOTDIR", "EEXIST")) return "but there is a file in its place. Move that away, then try again.";
  return undefined;
}
