import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";

/** Resolves to undefined if the file or directory does not exist. Other errors stay errors. */
export async function ignoreMissing<T>(operation: Promise<T>): Promise<T | undefined> {
  try {
    return await operation;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** The text of a file; undefined if it does not exist. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  return await ignoreMissing(readFile(path, "utf8"));
}

/** Whether an error carries this code, e.g. ENOENT or a PostgreSQL SQLSTATE. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.some((code) => error.code === code);
}

/**
 * Writes a file that only this user may read, atomically, unless it exists. Resolves to whether it was written.
 */
export async function createPrivateFile(path: string, text: string): Promise<boolean> {
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, text, { mode: 0o600 });
  try {
    await link(unfinished, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}
