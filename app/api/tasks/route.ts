import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskViewSchema } from "#lib/tasks/views.ts";

export const GET = route({
  summary: "List tasks with their schedules and last runs",
  access: "viewer",
  response: z.object({ items: z.array(taskViewSchema) }),
  async handle({ app, now }) {
    return json({ items: await app.tasks.list(now) });
  },
});
