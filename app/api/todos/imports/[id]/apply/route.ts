import { accepted } from "#lib/http/reply.ts";
import { requesterOf } from "#lib/http/requester.ts";
import { route } from "#lib/http/route.ts";
import { todoImport } from "#lib/tasks/definitions/todo-import.ts";
import { importChoicesSchema, importPath, importViewSchema } from "#lib/todo-service/import-export/schemas.ts";

/** `requestLimitSeconds`, as a literal for Next. */
export const maxDuration = 60;

export const POST = route({
  summary: "Apply an import",
  description: "Adds the new todos of the file in the background, all or none. Follow the progress at `Location`.",
  access: "user",
  params: importPath,
  body: importChoicesSchema.optional(),
  example: { skipRefused: true },
  response: importViewSchema,
  statuses: [202],
  problems: ["conflict"],
  async handle({ app, caller, params, body, execution }) {
    const view = await app.imports.apply(caller.user, params.id, { ...requesterOf(caller), choices: body });
    execution.besideAnswer(todoImport.name);
    return accepted(view, `/api/todos/imports/${params.id}`);
  },
});
