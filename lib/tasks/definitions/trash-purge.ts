import { z } from "zod";
import { purgeResultSchema, purgeStateSchema } from "#lib/todo-service/trash/purge-schemas.ts";
import { defineTask } from "../define-task.ts";
import { confirmedHint, refuseFarMoreThanUsual } from "../far-more.ts";
import { unfinished } from "../task.ts";

export const trashPurge = defineTask({
  name: "trash/purge",
  title: "Empty old trash",
  description: "Deletes for good what has been in the trash for TRASH_DAYS.",
  payload: z.strictObject({
    confirmed: z.boolean().optional().describe(confirmedHint),
  }),
  result: purgeResultSchema,
  progress: purgeStateSchema,
  retries: { limit: 3, delaySeconds: 2 },
  irreversible: true,
  schedule: { cron: "30 3 * * *", payload: {} },
  async run({ confirmed }, { startedAt, services, batches }) {
    if (batches.saved === null && !confirmed) {
      const count = (limit: number) => services.todos.countPurge({ now: startedAt }, limit);
      await refuseFarMoreThanUsual("trash/purge", services, count);
    }
    const outcome = await services.todos.purgeTrash({ now: startedAt }, batches);
    return outcome.done ? { purgedCount: outcome.state.deletedCount, failed: outcome.state.failed } : unfinished;
  },
});
