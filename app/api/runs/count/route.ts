import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { runCountSchema, runFilterSchema } from "#lib/task-runs/listing/list-schemas.ts";

export const GET = route({
  summary: "Count runs",
  description: "Counting stops at 1,000, and a search for one or two letters after many runs.",
  access: "viewer",
  query: runFilterSchema,
  response: runCountSchema,
  async handle({ app, query }) {
    return json(await app.runs.count(query));
  },
});
