import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { listRunsSchema } from "#lib/task-runs/listing/list-schemas.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

export const GET = route({
  summary: "List runs, newest first",
  description:
    "A page may have fewer runs than `limit`: a search for one or two letters stops after many runs, and `nextCursor` goes on from there.",
  access: "viewer",
  query: listRunsSchema,
  response: z.object({ items: z.array(runSchema), nextCursor: z.uuid().nullable() }),
  async handle({ app, query }) {
    return json(await app.runs.list(query));
  },
});
