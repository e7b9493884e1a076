import { z } from "zod";
import { requesterOf } from "#lib/http/requester.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/runs/run-params.ts";
import { acceptedRun } from "#lib/http/runs/run-reply.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

/** `requestLimitSeconds`, as a literal for Next. */
export const maxDuration = 60;

export const POST = route({
  summary: "Run a finished run's task again with the same payload",
  access: "admin",
  params: runParams,
  response: z.object({ run: runSchema }),
  statuses: [202],
  problems: ["conflict", "invalid"],
  async handle({ app, caller, params, execution, audit }) {
    const run = await app.runs.retry(params.id, requesterOf(caller));
    await audit({ action: "run-retried", task: run.task, runId: params.id, details: { startedRunId: run.id } });
    execution.besideAnswer(run.task);
    return acceptedRun(run);
  },
});
