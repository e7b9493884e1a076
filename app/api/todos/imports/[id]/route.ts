import { json, noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { importPath, importViewSchema } from "#lib/todo-service/import-export/schemas.ts";

export const GET = route({
  summary: "Read the progress of an import",
  access: "user",
  params: importPath,
  response: importViewSchema,
  async handle({ app, caller, params }) {
    return json(await app.imports.view(caller.user, params.id));
  },
});

export const DELETE = route({
  summary: "Discard an import that isn't applied yet",
  access: "user",
  params: importPath,
  problems: ["conflict"],
  async handle({ app, caller, params }) {
    await app.todos.discardImport(caller.user, params.id);
    return noContent();
  },
});
