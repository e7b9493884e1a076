import { created } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { importPreviewSchema, newImportSchema } from "#lib/todo-service/import-export/schemas.ts";
import { importMaxBodyBytes } from "#lib/todo-service/limits.ts";

export const POST = route({
  summary: "Upload a file of todos and preview its import",
  description:
    "JSON as exported or a plain list, CSV with a header, or todo.txt. Nothing changes until the import is applied.",
  access: "user",
  body: newImportSchema,
  example: { format: "todotxt", content: "2026-11-24 Buy milk due:2026-12-01\n" },
  maxBodyBytes: importMaxBodyBytes,
  response: importPreviewSchema,
  statuses: [201],
  async handle({ app, caller, body, now }) {
    const preview = await app.todos.stageImport(caller.user, body, now);
    return created(preview, `/api/todos/imports/${preview.id}`);
  },
});
