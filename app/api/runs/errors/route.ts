import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { errorNamesMax } from "#lib/task-runs/limits.ts";

export const GET = route({
  summary: "List the names of errors that runs have, to filter by",
  description: `In alphabetical order, at most ${errorNamesMax}.`,
  access: "viewer",
  response: z.object({ items: z.array(z.string()) }),
  async handle({ app }) {
    return json({ items: await app.runs.errorNames() });
  },
});
