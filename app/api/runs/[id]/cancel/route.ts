import { DomainError } from "#lib/errors.ts";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-params.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

export const POST = route({
  summary: "Cancel a run",
  description: "A queued run is canceled at once; a running one stops after the batch it is in.",
  access: "admin",
  params: runParams,
  response: runSchema,
  problems: ["conflict"],
  async handle({ app, params, now }) {
    const canceled = await app.recorder.cancel(params.id, now);
    const run = await app.runs.get(params.id);
    if (!canceled) throw new DomainError("conflict", `This run has ${run.status} already; there is nothing to cancel.`);
    return json(run);
  },
});
