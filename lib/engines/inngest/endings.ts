import type { Inngest } from "inngest";
import { z } from "zod";
import { storable } from "#lib/runner/run-errors.ts";
import type { RunError } from "#lib/task-runs/schemas.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { Intake } from "./intake.ts";

const FAILED = "inngest/function.failed";
const CANCELED = "inngest/function.cancelled";

/** What Inngest says of a run that it ended. */
const endingSchema = z.object({
  function_id: z.string(),
  run_id: z.string(),
  event: z.object({ name: z.string(), id: z.string().optional(), data: z.unknown() }),
  error: z.object({ name: z.string().optional(), message: z.string(), stack: z.string().optional() }).optional(),
});

/**
 * Hears of the runs that Inngest gives up or that somebody cancels there, also where the app could not be called for hours: in
 * place of the SDK's failure handlers, which are tried twice and not called for cancelations.
 */
export function createEndingsFunction(
  client: Inngest,
  tasks: readonly { readonly id: string; readonly task: StoredTask }[],
  intake: Intake,
) {
  const ofOurs = tasks.map(({ id }) => `event.data.function_id == '${client.id}-${id}'`).join(" || ");
  return client.createFunction(
    {
      id: "run-endings",
      name: "Ended runs",
      description: "Notes in Tidy's run history which runs Inngest gave up, and which were canceled in this dashboard.",
      triggers: [
        { event: FAILED, if: ofOurs },
        { event: CANCELED, if: ofOurs },
      ],
      retries: 20,
    },
    async ({ event }) => {
      const ending = endingSchema.parse(event.data);
      const ended = tasks.find(({ id }) => `${client.id}-${id}` === ending.function_id);
      if (!ended) return { noted: false };
      const trigger = { event: ending.event, engineRunId: ending.run_id };
      if (event.name === CANCELED) await intake.canceled(ended.task, trigger);
      else await intake.failed(ended.task, trigger, toError(ending.error));
      return { noted: true };
    },
  );
}

function toError(error: z.output<typeof endingSchema>["error"]): RunError {
  if (!error) return { message: "Inngest gave the run up and doesn't say why.", stack: null, retriable: true };
  return { message: storable(error.message), stack: error.stack ? storable(error.stack) : null, retriable: true };
}
