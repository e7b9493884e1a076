import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/runs/run-params.ts";
import { runDetailsSchema } from "#lib/task-runs/history/run-details-schemas.ts";

export const GET = route({
  summary: "Show a run's log, who asked for it, and the runs that repeat or restore it",
  access: "viewer",
  params: runParams,
  response: runDetailsSchema,
  async handle({ app, params }) {
    return json(await app.runs.details(params.id));
  },
});
