import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { listRunsSchema, runSchema } from "#lib/task-runs/schemas.ts";

export const GET = route({
  summary: "List runs, newest first",
  description: "`q` finds text in payloads, results and error messages.",
  access: "viewer",
  query: listRunsSchema,
  response: z.object({ items: z.array(runSchema), nextCursor: z.uuid().nullable() }),
  async handle({ app, query }) {
    return json(await app.runs.list(query));
  },
});
