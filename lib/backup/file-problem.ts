import { dirname } from "node:path";
import { BackupError } from "./backup-error.ts";

/** The code of an error of the file system, e.g. ENOENT; empty for any other error. */
export function fileCode(error: unknown): string {
  return error instanceof Error && "syscall" in error && "code" in error ? String(error.code) : "";
}

/** The error of a file that cannot be written, with the next step. Any other error stays as it is. */
export function explainWriting(error: unknown, path: string): unknown {
  const folder = dirname(path);
  const problem = {
    ENOENT: `There is no folder ${folder}. Make it first, or name a file in another one.`,
    ENOTDIR: `There is a file in place of the folder ${folder}. Name a file in another one.`,
    EACCES: `This account may not write to ${folder}. Use an account that may, or name a file in another folder.`,
    EPERM: `This account may not write to ${folder}. Use an account that may, or name a file in another folder.`,
    EROFS: `${folder} is on a read-only file system. Name a file in another folder.`,
    ENOSPC: `No space is left in ${folder}. Free some, or name a file on another disk.`,
  }[fileCode(error)];
  return problem === undefined ? error : new BackupError(problem, { cause: error });
}

/** The error of a file that cannot be read, with the next step. Any other error stays as it is. */
export function explainReading(error: unknown, path: string): unknown {
  const problem = {
    ENOENT: `There is no file ${path}. Name the file of a backup.`,
    ENOTDIR: `There is no file ${path}. Name the file of a backup.`,
    EISDIR: `${path} is a folder. Name the file of a backup in it.`,
    EACCES: `This account may not read ${path}. Use the account that it belongs to.`,
  }[fileCode(error)];
  return problem === undefined ? error : new BackupError(problem, { cause: error });
}
