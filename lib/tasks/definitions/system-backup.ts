import { z } from "zod";
import { BackupError } from "#lib/backup/backup-error.ts";
import { madeBackupSchema } from "#lib/backup/made-backup.ts";
import { defineTask } from "../define-task.ts";
import { PermanentError } from "../errors.ts";
import { unfinished } from "../task.ts";

const REPORT_EVERY_MS = 5_000;

/** Scheduled only where there is a folder for backups. */
export const systemBackup = defineTask({
  name: "system/backup",
  title: "Backup",
  description: "Writes the database to a file in BACKUP_DIR, checks it, and keeps the newest BACKUP_KEEP of them.",
  payload: z.strictObject({}),
  result: madeBackupSchema,
  retries: { limit: 2, delaySeconds: 60 },
  schedule: { cron: "30 2 * * *", payload: {} },
  async run(_payload, { services, batches, clock, reportProgress }) {
    let reportedAt = clock().getTime();
    const onProgress = () => {
      if (clock().getTime() - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = clock().getTime();
      void reportProgress().catch(() => {});
    };
    try {
      return await services.backups.make({ now: clock(), signal: batches.signal, onProgress });
    } catch (error) {
      if (batches.signal.aborted) return unfinished;
      if (error instanceof BackupError) throw new PermanentError(error.message, { cause: error });
      throw error;
    }
  },
});
