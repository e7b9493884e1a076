import { z } from "zod";
import type { App } from "#lib/composition/create-app.ts";
import { defineTask } from "#lib/tasks/define-task.ts";
import { keyedByName } from "#lib/tasks/registry.ts";
import { type PreviewContext, unfinished } from "#lib/tasks/task.ts";

/** Everything that the rejected files get wrong, done right. */
export async function useTasks({ tasks }: App): Promise<{ count: number; at: string }> {
  const run = await tasks.todoCleanup.enqueue({ days: 7 }, { idempotencyKey: "monday" });
  const { deletedCount } = await run.result({ timeoutMs: 30_000 });
  await tasks.todoCleanup.enqueue({});
  const { pongAt } = await tasks.systemPing.execute({});
  return { count: deletedCount, at: pongAt };
}

export const listExport = defineTask({
  name: "list/export",
  title: "Export",
  description: "Writes a list to a file.",
  payload: z.strictObject({ list: z.string(), limit: z.int().optional() }),
  result: z.object({ exportedCount: z.int() }),
  progress: z.object({ line: z.int() }),
  retries: { limit: 3, delaySeconds: 1 },
  schedule: { cron: "0 5 * * *", payload: { list: "all" } },
  async run({ list, limit }, { batches }) {
    const line = batches.saved?.line ?? 0;
    return line < list.length ? unfinished : { exportedCount: limit ?? line };
  },
  preview: {
    result: z.object({ lineCount: z.int(), first: z.string().nullable() }),
    run: async ({ list }) => ({ lineCount: list.length, first: list.at(0) ?? null }),
  },
  backlog: {
    result: z.object({ waitingSince: z.string() }),
    run: async ({ now }) => ({ waitingSince: now.toISOString() }),
  },
});

/** Only what a task has to do with is in its definition. */
export const listForget = defineTask({
  name: "list/forget",
  title: "Forget",
  description: "Removes a list.",
  payload: z.strictObject({ list: z.string() }),
  result: z.null(),
  retries: { limit: 0, delaySeconds: 1 },
  run: async () => null,
});

export async function look(context: PreviewContext): Promise<readonly [number | undefined, string | undefined]> {
  const preview = await listExport.preview?.run({ list: "all" }, context);
  const backlog = await listExport.backlog?.run(context);
  return [preview?.lineCount, backlog?.waitingSince];
}

export const registered = keyedByName({ listExport, listForget });
