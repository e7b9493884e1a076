import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/runs/run-params.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

/** `requestLimitSeconds`, as a literal for Next. */
export const maxDuration = 60;

export const POST = route({
  summary: "Let a held run execute",
  description: "A start with TASKS_PAUSED=1 holds the runs that had not finished: `heldAt` says since when.",
  access: "admin",
  params: runParams,
  response: runSchema,
  problems: ["conflict"],
  async handle({ app, params, execution, audit }) {
    const run = await app.runs.release(params.id);
    await audit({ action: "run-released", task: run.task, runId: run.id });
    execution.besideAnswer(run.task);
    return json(run);
  },
});
