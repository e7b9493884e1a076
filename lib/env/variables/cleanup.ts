import { z } from "zod";
import { days, flag } from "../values.ts";

/** Variables for retention. */
export const cleanupVariables = {
  RETENTION_DAYS: days(7, 1).meta({
    description: "The retention of a new account: how long a completed todo stays. Everybody can change their own.",
    unit: "days",
  }),
  TRASH_DAYS: days(30, 0).meta({
    description: "The time in which removed todos can be restored. `0` deletes them at once.",
    unit: "days",
  }),
  CONFIRM_REMOVALS: flag.meta({
    description:
      "`1` lets cleanups and purges remove far more than usual without your confirmation. Set it for one occasion only.",
  }),
  RUN_HISTORY_DAYS: days(30, 1).meta({ description: "The time that finished runs are kept.", unit: "days" }),
};

/** Copies of the database. */
export const backupVariables = {
  BACKUP_DIR: z.string().optional().meta({
    description: "A folder for daily backups.",
    unset: "none are made, but `npm start` on the server that it brings uses `.data/backups`",
  }),
  BACKUP_KEEP: z.coerce
    .number("use a number of backups")
    .int("use a whole number")
    .min(1, "use at least 1")
    .default(7)
    .meta({ description: "The number of backups that stay.", unit: "backups" }),
};
