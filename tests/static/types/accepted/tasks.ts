import { z } from "zod";
import type { App } from "#lib/app.ts";
import { defineTask, unfinished } from "#lib/tasks/define-task.ts";
import { keyedByName } from "#lib/tasks/registry.ts";

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
  concurrency: 1,
  schedule: { cron: "0 5 * * *", setting: "CLEANUP_SCHEDULE", payload: { list: "all" } },
  async run({ list, limit }, { batches }) {
    const line = batches.saved?.line ?? 0;
    return line < list.length ? unfinished : { exportedCount: limit ?? line };
  },
  preview: async ({ list }) => ({ list }),
});

export const registered = keyedByName({ listExport });
