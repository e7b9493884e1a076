import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/runs/run-params.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

export const GET = route({
  summary: "Show a run",
  access: "viewer",
  params: runParams,
  response: runSchema,
  async handle({ app, params }) {
    return json(await app.runs.get(params.id));
  },
});
