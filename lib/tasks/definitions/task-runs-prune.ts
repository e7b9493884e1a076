import { z } from "zod";
import { pruneResultSchema, pruneStateSchema } from "#lib/task-runs/prune-schemas.ts";
import { defineTask } from "../define-task.ts";
import { unfinished } from "../task.ts";

export const taskRunsPrune = defineTask({
  name: "task-runs/prune",
  title: "Prune run history",
  description:
    "Removes finished runs and audit entries older than RUN_HISTORY_DAYS, and security events older than 90 days.",
  payload: z.strictObject({}),
  result: pruneResultSchema,
  progress: pruneStateSchema,
  retries: { limit: 3, delaySeconds: 2 },
  irreversible: true,
  schedule: { cron: "0 4 * * *", payload: {} },
  async run(_payload, { startedAt, services, batches }) {
    const outcome = await services.runHistory.prune({ now: startedAt }, batches);
    if (!outcome.done) return unfinished;
    const { deletedCount, failed } = outcome.state;
    await services.runHistory.pruneMissedSlots({ now: startedAt });
    const { prunedCount: securityEvents } = await services.securityEvents.prune({ now: startedAt });
    const { prunedCount: auditEntries } = await services.auditEntries.prune({ now: startedAt });
    return { prunedCount: deletedCount, securityEvents, auditEntries, failed };
  },
});
