import { z } from "zod";
import { importPruneResultSchema, importPruneStateSchema } from "#lib/todo-service/import-export/prune-schemas.ts";
import { defineTask } from "../define-task.ts";
import { unfinished } from "../task.ts";

export const todoImportPrune = defineTask({
  name: "todo-import/prune",
  title: "Remove unused import files",
  description: "Removes files that a person uploaded and did not import within a day.",
  payload: z.strictObject({}),
  result: importPruneResultSchema,
  progress: importPruneStateSchema,
  retries: { limit: 3, delaySeconds: 2 },
  irreversible: true,
  schedule: { cron: "15 4 * * *", payload: {} },
  async run(_payload, { startedAt, services, batches }) {
    const outcome = await services.todos.pruneImports({ now: startedAt }, batches);
    return outcome.done ? { prunedCount: outcome.state.deletedCount, failed: outcome.state.failed } : unfinished;
  },
});
