import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { BackupError } from "./backup-error.ts";
import { fileCode } from "./file-problem.ts";

/** Where a folder is missing above, Node says ENOENT even on a file system that is read-only. */
const unwritable = ["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "EEXIST"];

/**
 * Makes the folder of BACKUP_DIR unless it exists.
 * @throws {BackupError} if this process may not write there
 */
export async function prepareFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const code = fileCode(cause);
    if (!unwritable.includes(code)) throw cause;
    throw new BackupError(
      `BACKUP_DIR is ${directory}, where Tidy cannot write (${code}). Make that folder and give it to the account that ` +
        "runs Tidy. Under systemd, name it in ReadWritePaths=, too (docs/backup.md).",
      { cause },
    );
  }
}
