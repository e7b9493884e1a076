import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { exportPartSchema } from "#lib/todo-service/import-export/schemas.ts";

export const GET = route({
  summary: "List the parts in which your todos are exported",
  description: "Each part is no more than an import accepts. Most lists have one. An empty list has none.",
  access: "user",
  response: z.object({ parts: z.array(exportPartSchema) }),
  async handle({ app, caller }) {
    return json({ parts: await app.todos.exportParts(caller.user) });
  },
});
