import { z } from "zod";
import { defineTask } from "#lib/tasks/define-task.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import type { PreviewContext } from "#lib/tasks/task.ts";

const rest = {
  name: "list/export",
  title: "Export",
  description: "Writes a list to a file.",
  payload: z.strictObject({ list: z.string() }),
  result: z.object({ exportedCount: z.int() }),
  retries: { limit: 3, delaySeconds: 1 },
  run: async () => ({ exportedCount: 0 }),
} as const;

export const wrongPreview = defineTask({
  ...rest,
  preview: {
    result: z.object({ lineCount: z.int() }),
    run: async ({ list }) => ({ lines: list.length }), // rejected: TS2322
  },
});

export const misreadPayload = defineTask({
  ...rest,
  preview: {
    result: z.object({ lineCount: z.int() }),
    run: async ({ lines }) => ({ lineCount: lines }), // rejected: TS2339
  },
});

export const previewWithoutSchema = defineTask({
  ...rest,
  preview: { run: async () => ({ lineCount: 0 }) }, // rejected: TS2322
});

export const optionalField = defineTask({
  ...rest,
  preview: {
    result: z.object({ lineCount: z.int().optional() }), // rejected: TS2375
    run: async () => ({}),
  },
});

export const wrongBacklog = defineTask({
  ...rest,
  backlog: {
    result: z.object({ count: z.int() }),
    run: async () => ({ count: "many" }), // rejected: TS2322
  },
});

export async function misread(context: PreviewContext): Promise<unknown> {
  const preview = await todoCleanup.preview?.run({}, context);
  const backlog = await todoCleanup.backlog?.run(context);
  const nothing = await trashPurge.preview?.run({}, context);
  return [
    preview?.total, // rejected: TS2339
    backlog?.total, // rejected: TS2339
    nothing?.count, // rejected: TS2339
  ];
}
