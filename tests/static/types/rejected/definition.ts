import { z } from "zod";
import { defineTask } from "#lib/tasks/define-task.ts";

const rest = {
  title: "Export",
  description: "Writes a list to a file.",
  progress: z.null(),
  payload: z.strictObject({ list: z.string() }),
  result: z.object({ exportedCount: z.int() }),
  run: async () => ({ exportedCount: 0 }),
};
const policy = { retries: { limit: 3, delaySeconds: 1 }, concurrency: 1 } as const;

export const wrongSchedulePayload = defineTask({
  ...{ ...rest, ...policy },
  name: "list/export",
  schedule: { cron: "0 5 * * *", setting: "CLEANUP_SCHEDULE", payload: { list: 7 } }, // rejected: TS2322
});

export const missingSchedulePayload = defineTask({
  ...{ ...rest, ...policy },
  name: "list/export",
  schedule: { cron: "0 5 * * *", setting: "CLEANUP_SCHEDULE" }, // rejected: TS2741
});

export const unknownSetting = defineTask({
  ...{ ...rest, ...policy },
  name: "list/export",
  schedule: { cron: "0 5 * * *", setting: "EXPORT_SCHEDULE", payload: { list: "all" } }, // rejected: TS2322
});

export const nameWithoutDomain = defineTask({
  ...{ ...rest, ...policy },
  name: "export", // rejected: TS2322
});

export const tooManyRetries = defineTask({
  ...{ ...rest, ...policy },
  name: "list/export",
  retries: { limit: 11, delaySeconds: 1 }, // rejected: TS2322
});

export const twoAtOnce = defineTask({
  ...{ ...rest, ...policy },
  name: "list/export",
  concurrency: 2, // rejected: TS2322
});

export const unstorablePayload = defineTask({
  ...{ ...rest, ...policy },
  name: "list/export",
  payload: z.strictObject({ since: z.date() }), // rejected: TS2375
});
