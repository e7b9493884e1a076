import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { dayMs } from "#lib/days.ts";
import { BackupError } from "./backup-error.ts";
import { prepareFolder } from "./backup-folder.ts";
import { totalOf } from "./file-format.ts";
import type { MadeBackup } from "./made-backup.ts";
import { mayCreateDatabases, verifyBackup } from "./verify-backup.ts";
import { UNFINISHED, writeBackup } from "./write-backup.ts";

/** Backups in a folder. */
export interface Backups {
  /**
   * Makes a backup, checks it, and deletes those that are too many. `onProgress` hears of each piece.
   * @throws {BackupError} if there is no folder for backups that can be written, or the new one cannot be restored
   */
  make(options: {
    readonly now: Date;
    readonly signal: AbortSignal;
    readonly onProgress: () => void;
  }): Promise<MadeBackup>;
}

/** The time of a backup, from its file name; null for any other file. */
export function timeOf(file: string): Date | null {
  const parts = /^tidy-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup$/.exec(file);
  return parts === null ? null : new Date(`${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}Z`);
}

/** The name by which a backup of this time sorts after older ones. */
export function fileOf(time: Date): string {
  return `tidy-${time.toISOString().slice(0, 19).replaceAll(":", "")}Z.backup`;
}

/** The files that are more than the newest `keep`. Files of other names are left alone. */
export function tooMany(files: readonly string[], keep: number): string[] {
  return oldestFirst(files).slice(0, -keep);
}

/** The files of backups that were cut off more than a day ago, by the times of their names. */
export function leftOver(files: readonly string[], now: Date): string[] {
  return files.filter((file) => {
    const time = file.endsWith(UNFINISHED) ? timeOf(file.slice(0, -UNFINISHED.length)) : null;
    return time !== null && time.getTime() < now.getTime() - dayMs;
  });
}

/** The newest backup of a folder; null if there is none, or no folder. */
export async function newestBackup(directory: string): Promise<{ readonly time: Date; readonly bytes: number } | null> {
  const newest = oldestFirst(await filesIn(directory)).at(-1);
  const time = newest === undefined ? null : timeOf(newest);
  if (newest === undefined || time === null) return null;
  return { time, bytes: (await stat(join(directory, newest))).size };
}

async function filesIn(directory: string): Promise<string[]> {
  return await readdir(directory).catch(() => []);
}

/** The backups among files. */
function oldestFirst(files: readonly string[]): string[] {
  return files.filter((file) => timeOf(file) !== null).sort();
}

/** `directory`: undefined where none is configured. `keep`: the number of backups that stay. */
export function createBackups(options: {
  readonly databaseUrl: string;
  readonly directory: string | undefined;
  readonly keep: number;
}): Backups {
  const { databaseUrl, directory, keep } = options;
  return {
    async make(request) {
      if (directory === undefined) throw new BackupError("There is no folder for backups. Set BACKUP_DIR to one.");
      await prepareFolder(directory);
      const file = fileOf(request.now);
      const verified = await mayCreateDatabases(databaseUrl);
      const written = await writeBackup(databaseUrl, join(directory, file), {
        ...request,
        // One that cannot be restored must not push out one that can. Nor one whose check was cut off.
        ...(verified && { check: async (path) => void (await verifyBackup(databaseUrl, path, request)) }),
      });
      const files = await filesIn(directory);
      const removed = tooMany(files, keep);
      for (const each of [...removed, ...leftOver(files, request.now)])
        await rm(join(directory, each), { force: true });
      return { file, bytes: written.bytes, rows: totalOf(written.rows), verified, removed };
    },
  };
}
