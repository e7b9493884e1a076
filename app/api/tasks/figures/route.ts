import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { figuresSchema } from "#lib/tasks/figures.ts";

export const GET = route({
  summary: "Show how tasks have done lately",
  description:
    "Success rate and durations of each task over 30 days (at most its newest 1,000 runs), its newest runs, and the runs of each of the last 14 days by how they ended.",
  access: "viewer",
  response: figuresSchema,
  async handle({ app, now }) {
    return json(await app.tasks.figures(now));
  },
});
