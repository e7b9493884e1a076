import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { scheduleViewSchema } from "#lib/tasks/schedule-view.ts";

export const GET = route({
  summary: "List schedules: what is planned by whom, who paused them, and which slots were missed",
  access: "viewer",
  response: z.object({ items: z.array(scheduleViewSchema) }),
  async handle({ app, now }) {
    return json({ items: await app.schedules.view(now) });
  },
});
