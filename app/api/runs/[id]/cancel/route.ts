import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/runs/run-params.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

export const POST = route({
  summary: "Cancel a run",
  description: "A queued run is canceled at once; a running one stops after the batch it is in.",
  access: "admin",
  params: runParams,
  response: runSchema,
  problems: ["conflict"],
  async handle({ app, params, now, audit }) {
    const run = await app.runs.cancel(params.id, now);
    await audit({ action: "run-canceled", task: run.task, runId: run.id });
    return json(run);
  },
});
