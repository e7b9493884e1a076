import { z } from "zod";

/** A backup that was made by schedule. */
export const madeBackupSchema = z.object({
  /** Its name in BACKUP_DIR. */
  file: z.string(),
  bytes: z.int(),
  rows: z.int(),
  /** Whether it was restored into a scratch database, which not every user may make. */
  verified: z.boolean(),
  /** Older backups that were deleted. */
  removed: z.array(z.string()),
});
export type MadeBackup = z.output<typeof madeBackupSchema>;
