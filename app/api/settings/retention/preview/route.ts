import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { retentionDays, retentionPreviewSchema } from "#lib/todo-service/retention/retention-schemas.ts";

export const POST = route({
  summary: "Preview another retention",
  description: "Changes nothing.",
  access: "user",
  body: z.strictObject({ retentionDays }),
  example: { retentionDays: 3 },
  response: retentionPreviewSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.previewRetention(caller.user, body.retentionDays, now));
  },
});
