import { z } from "zod";
import { restoreRunResultSchema, restoreRunStateSchema } from "#lib/todo-service/trash/restore-run-schemas.ts";
import { defineTask } from "../define-task.ts";
import { unfinished } from "../task.ts";

export const trashRestore = defineTask({
  name: "trash/restore",
  title: "Restore what a cleanup removed",
  description: "Moves all todos of a cleanup run that are still in the trash back to their owners' lists, pinned.",
  payload: z.strictObject({
    runId: z.uuid().describe("The cleanup run. It may have been pruned from the history."),
  }),
  result: restoreRunResultSchema,
  progress: restoreRunStateSchema,
  retries: { limit: 3, delaySeconds: 2 },
  async run({ runId }, { startedAt, services, batches }) {
    const outcome = await services.todos.restoreRun({ runId, now: startedAt }, batches);
    if (!outcome.done) return unfinished;
    const { restoredCount, leftCount, failed } = outcome.state;
    return { restoredCount, leftCount, failed };
  },
});
