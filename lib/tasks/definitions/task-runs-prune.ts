import { z } from "zod";
import { pruneStateSchema } from "#lib/task-runs/prune.ts";
import { defineTask, unfinished } from "../define-task.ts";

export const taskRunsPrune = defineTask({
  name: "task-runs/prune",
  title: "Prune run history",
  description: "Removes finished runs older than RUN_HISTORY_DAYS.",
  payload: z.strictObject({}),
  result: z.object({ prunedCount: z.int() }),
  progress: pruneStateSchema,
  retries: { limit: 3, delaySeconds: 2 },
  concurrency: 1,
  schedule: { cron: "0 4 * * *", setting: "PRUNE_SCHEDULE", payload: {} },
  async run(_payload, { startedAt, services, batches }) {
    const { state, done } = await services.runs.prune({ now: startedAt }, batches);
    return done ? { prunedCount: state.deletedCount } : unfinished;
  },
});
