import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { importProgressSchema, importResultSchema } from "#lib/todo-service/import-export/schemas.ts";
import { defineTask } from "../define-task.ts";
import { PermanentError } from "../errors.ts";
import { unfinished } from "../task.ts";

export const todoImport = defineTask({
  name: "todo/import",
  title: "Import todos from a file",
  description: "Puts the todos of a file that a person has chosen and confirmed into their list: all or none.",
  payload: z.strictObject({
    // Its todos stay out of payloads, which history and engines keep.
    importId: z.uuid().describe("The staged file."),
  }),
  result: importResultSchema,
  progress: importProgressSchema,
  retries: { limit: 3, delaySeconds: 2 },
  async run({ importId }, { clock, services, batches }) {
    // Judged by the present time, not by the start of the run: imported todos have a full day before they may leave.
    const applied = services.todos.applyImport({ importId, now: clock() }, batches);
    const outcome = await applied.catch((error: unknown) => {
      throw error instanceof DomainError ? new PermanentError(error.message, { cause: error }) : error;
    });
    return outcome.done ? outcome.result : unfinished;
  },
});
