import { z } from "zod";
import { maxDays } from "#lib/days.ts";
import { givenInstant, toInstant } from "#lib/instant.ts";
import {
  cleanupBacklogSchema,
  cleanupPreviewSchema,
  cleanupStateSchema,
  withoutTitles,
} from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import { cleanupReceipt, cleanupReceiptSchema } from "../cleanup-receipt.ts";
import { defineTask } from "../define-task.ts";
import { PermanentError } from "../errors.ts";
import { confirmedHint, refuseFarMoreThanUsual } from "../far-more.ts";
import { unfinished } from "../task.ts";

export const todoCleanup = defineTask({
  name: "todo/cleanup",
  title: "Clean up completed todos",
  description: "Moves completed todos to the trash once their owner's retention has passed. Pinned ones stay.",
  payload: z.strictObject({
    days: z
      .int()
      .min(0)
      .max(maxDays)
      .optional()
      .describe("Instead of each owner's retention: everything completed at least this many days ago."),
    asOf: givenInstant()
      .optional()
      .describe("The instant to judge by, at most now. With a preview's asOf only what it showed can be removed."),
    confirmed: z.boolean().optional().describe(confirmedHint),
  }),
  result: cleanupReceiptSchema,
  progress: cleanupStateSchema,
  retries: { limit: 3, delaySeconds: 2 },
  irreversible: true,
  schedule: { cron: "0 3 * * *", payload: {} },
  async run({ days, asOf, confirmed }, { runId, startedAt, clock, services, batches, log }) {
    const judgedAt = asOf === undefined ? startedAt : toInstant(asOf);
    if (judgedAt > startedAt)
      throw new PermanentError("asOf lies in the future; use the current time or an earlier one.");
    const request = { runId, asOf: judgedAt, now: startedAt, ...(days === undefined ? {} : { days }) };
    if (batches.saved === null && !confirmed) {
      const count = (limit: number) => services.todos.countCleanup(request, limit);
      await refuseFarMoreThanUsual("todo/cleanup", services, count);
    }
    const outcome = await services.todos.cleanUp(request, batches);
    if (!outcome.done) return unfinished;
    const { state } = outcome;
    const receipt = cleanupReceipt(state, { asOf: judgedAt, startedAt, endedAt: clock() });
    for (const { reason, count } of state.failed) log.warn(`The database refused to move ${count} todos: ${reason}`);
    return receipt;
  },
  preview: {
    result: cleanupPreviewSchema,
    async run({ days, asOf }, { services, now, showsTitles }) {
      const preview = await services.todos.previewCleanup({
        asOf: asOf === undefined ? now : toInstant(asOf),
        ...(days === undefined ? {} : { days }),
      });
      return showsTitles ? preview : withoutTitles(preview);
    },
  },
  backlog: {
    result: cleanupBacklogSchema,
    run: ({ services, now }) => services.todos.backlog(now),
  },
});
