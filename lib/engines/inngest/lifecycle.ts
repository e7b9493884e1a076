import type { Inngest } from "inngest";
import { z } from "zod";
import { storableText } from "#lib/task-runs/run-error.ts";
import type { RunError } from "#lib/task-runs/schemas.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { TriggeredRuns } from "./triggered-runs.ts";

const FAILED = "inngest/function.failed";
const CANCELED = "inngest/function.cancelled";

/** Inngest's event about a function run that it ended. */
const endedSchema = z.object({
  function_id: z.string(),
  run_id: z.string(),
  event: z.object({ name: z.string(), id: z.string().optional(), data: z.unknown() }),
  error: z.object({ name: z.string().optional(), message: z.string(), stack: z.string().optional() }).optional(),
});

/**
 * Records which runs Inngest gave up and which were canceled in its dashboard, even after the app was out of reach for
 * hours. It replaces the SDK's failure handlers, which are tried only twice and are not called for cancelations.
 */
export function createLifecycleFunction(
  client: Inngest,
  tasks: readonly { readonly id: string; readonly task: StoredTask }[],
  triggeredRuns: TriggeredRuns,
) {
  const ofOurs = tasks.map(({ id }) => `event.data.function_id == '${client.id}-${id}'`).join(" || ");
  return client.createFunction(
    {
      id: "run-lifecycle",
      name: "Ended runs",
      description:
        "Records in Tidy's run history which runs Inngest gave up and which were canceled in this dashboard.",
      triggers: [
        { event: FAILED, if: ofOurs },
        { event: CANCELED, if: ofOurs },
      ],
      retries: 20,
    },
    async ({ event }) => {
      const ended = endedSchema.parse(event.data);
      const task = tasks.find(({ id }) => `${client.id}-${id}` === ended.function_id)?.task;
      if (!task) return { recorded: false };
      const trigger = { event: ended.event, engineRunId: ended.run_id };
      if (event.name === CANCELED) await triggeredRuns.cancel(task, trigger);
      else await triggeredRuns.fail(task, trigger, toError(ended.error));
      return { recorded: true };
    },
  );
}

function toError(error: z.output<typeof endedSchema>["error"]): RunError {
  if (!error) return { message: "Inngest gave the run up and doesn't say why.", stack: null, retriable: true };
  const stack = error.stack ? storableText(error.stack) : null;
  const name = error.name === undefined ? {} : { name: storableText(error.name) };
  return { ...name, message: storableText(error.message), stack, retriable: true };
}
