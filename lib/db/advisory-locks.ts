/** The advisory locks that Tidy takes by number. One list, since two uses of one number would hold each other up. */
export const advisoryLocks = {
  /** Of migrations, as Prisma's CLI takes it. */
  migrations: 72_707_369,
  /** Of all who may take an admin away: two admins who demote each other would leave none. */
  admins: 72_707_370,
  /** Of the process that looks for faults. */
  alerts: 72_707_371,
} as const;
