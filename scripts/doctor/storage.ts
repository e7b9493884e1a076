import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { newestBackup } from "#lib/backup/backups.ts";
import { systemBackup } from "#lib/tasks/definitions/system-backup.ts";
import { sizeText } from "#scripts/backup/size-text.ts";
import { nearestExisting } from "#scripts/data-directory/data-directory.ts";
import { ignoreMissing } from "#scripts/runtime/files.ts";
import { about, type Finding } from "./finding.ts";

const DAY_MS = 24 * 60 * 60_000;

/** A backup a day, and one that may fail. */
const OLDEST_BACKUP_MS = 2 * DAY_MS;

/** Below these a server soon stops, or has little time left. */
const FREE_ERROR = 200_000_000;
const FREE_WARNING = 2_000_000_000;

/** The places on this machine of data that must not be lost. */
export interface Storage {
  readonly backupDirectory: string | undefined;
  /** Of the embedded server; null where the database is elsewhere. */
  readonly dataDirectory: string | null;
  /** A file with secrets. */
  readonly environmentFile: string;
}

/** Checks the age of the newest backup, the space that is left, and the permissions of files. */
export async function examineStorage(storage: Storage, now: Date): Promise<Finding[]> {
  return [
    ...(await examineBackups(storage.backupDirectory, now)),
    ...(storage.dataDirectory === null ? [] : [await examineDisk(storage.dataDirectory)]),
    ...(await examineSecrets(storage.environmentFile)),
  ];
}

async function examineBackups(directory: string | undefined, now: Date): Promise<Finding[]> {
  const { error, notChecked } = about("backup");
  if (directory === undefined) {
    return [notChecked("Backups: no BACKUP_DIR is set here.", "Set it for a backup each day: docs/backup.md.")];
  }
  // A folder that does not exist yet is made with the first backup.
  if (!(await isWritableFolder(nearestExisting(directory)))) {
    const fix = "Run this as Tidy's account, or make the folder and give it to that account: docs/backup.md.";
    return [error(`This account may not write to ${directory}, which BACKUP_DIR names.`, fix)];
  }
  const newest = await newestBackup(directory);
  return [judgeBackup(directory, newest, now)];
}

/** Judges the newest backup of a folder; null where there is none. */
export function judgeBackup(
  directory: string,
  newest: { readonly time: Date; readonly bytes: number } | null,
  now: Date,
): Finding {
  const { ok, warning } = about("backup");
  const fix = `See the runs of ${systemBackup.name} in the task console, or make one: npm run backup -- <file>`;
  if (newest === null) return warning(`There is no backup in ${directory} yet.`, fix);
  const age = now.getTime() - newest.time.getTime();
  const text = `The newest backup is ${Math.round(age / 3_600_000)} hours old and has ${sizeText(newest.bytes)}.`;
  return age > OLDEST_BACKUP_MS ? warning(text, fix) : ok(text);
}

async function examineDisk(directory: string): Promise<Finding> {
  const { bavail, bsize, blocks } = await statfs(directory);
  return judgeDisk({ free: bavail * bsize, size: blocks * bsize });
}

/** Judges the disk of the embedded server, in bytes. */
export function judgeDisk({ free, size }: { readonly free: number; readonly size: number }): Finding {
  const { ok, warning, error } = about("disk");
  const text = `${sizeText(free)} of ${sizeText(size)} are free for the embedded PostgreSQL.`;
  const fix = "Free some, or move .data to a larger disk. A PostgreSQL whose disk is full stops.";
  if (free < FREE_ERROR) return error(text, fix);
  return free < FREE_WARNING ? warning(text, fix) : ok(text);
}

async function examineSecrets(file: string): Promise<Finding[]> {
  const mode = (await ignoreMissing(stat(file)))?.mode;
  if (mode === undefined || process.platform === "win32") return [];
  const { ok, warning } = about("rights");
  if ((mode & 0o077) === 0) return [ok(`Only its owner may read ${file}.`)];
  return [warning(`Others on this machine may read ${file}, which holds secrets.`, `chmod 600 ${file}`)];
}

async function isWritableFolder(path: string): Promise<boolean> {
  if (!(await stat(path)).isDirectory()) return false;
  return await access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
