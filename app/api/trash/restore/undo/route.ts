import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { deletedSchema, undoRestoreSchema } from "#lib/todo-service/trash/trash-schemas.ts";

export const POST = route({
  summary: "Undo a restore",
  description:
    "Moves the todos that were restored at `restoredAt` to the trash again. Those that were changed since stay in the list.",
  access: "user",
  body: undoRestoreSchema,
  problems: ["conflict"],
  example: { restoredAt: "2026-11-26T08:30:00.000Z" },
  response: deletedSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.undoRestore(caller.user, body, now));
  },
});
