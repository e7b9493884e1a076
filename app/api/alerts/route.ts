import { z } from "zod";
import { openAlertSchema } from "#lib/alerts/open-alerts.ts";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List what does not work now, and what to do about it",
  description: "The faults that notices are about, also where nobody is told of them.",
  access: "viewer",
  response: z.object({ items: z.array(openAlertSchema) }),
  async handle({ app, now }) {
    return json({ items: await app.alerts.list(now) });
  },
});
