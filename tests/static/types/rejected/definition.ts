import { z } from "zod";
import { defineTask } from "#lib/tasks/define-task.ts";

const rest = {
  title: "Export",
  description: "Writes a list to a file.",
  payload: z.strictObject({ list: z.string() }),
  result: z.object({ exportedCount: z.int() }),
  retries: { limit: 3, delaySeconds: 1 },
  run: async () => ({ exportedCount: 0 }),
} as const;

export const wrongSchedulePayload = defineTask({
  ...rest,
  name: "list/export",
  schedule: { cron: "0 5 * * *", payload: { list: 7 } }, // rejected: TS2322
});

export const missingSchedulePayload = defineTask({
  ...rest,
  name: "list/export",
  schedule: { cron: "0 5 * * *" }, // rejected: TS2741
});

export const ownVariable = defineTask({
  ...rest,
  name: "list/export",
  schedule: { cron: "0 5 * * *", setting: "EXPORT_SCHEDULE", payload: { list: "all" } }, // rejected: TS2353
});

export const nameWithoutDomain = defineTask({
  ...rest,
  name: "export", // rejected: TS2322
});

export const tooManyRetries = defineTask({
  ...rest,
  name: "list/export",
  retries: { limit: 11, delaySeconds: 1 }, // rejected: TS2322
});

export const optionThatThereIsNot = defineTask({
  ...rest,
  name: "list/export",
  concurrency: 2, // rejected: TS2353
});

export const unstorablePayload = defineTask({
  ...rest,
  name: "list/export",
  payload: z.strictObject({ since: z.date() }), // rejected: TS2375
});

const counted = z.object({ exportedCount: z.string().transform(Number) });

export const transformingPayload = defineTask({
  ...rest,
  name: "list/export",
  payload: z.strictObject({ list: z.string().transform(Number) }), // rejected: TS2322
});

export const transformingResult = defineTask({
  ...rest,
  name: "list/export",
  result: counted, // rejected: TS2322
});

export const transformingProgress = defineTask({
  ...rest,
  name: "list/export",
  progress: counted, // rejected: TS2322
});
