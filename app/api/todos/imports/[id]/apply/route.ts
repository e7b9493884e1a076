import { accepted } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { importPath, importViewSchema } from "#lib/todo-service/import-export/schemas.ts";
import { startImport } from "../../import-progress.ts";

export const POST = route({
  summary: "Import the new todos of a file",
  description: "In the background, all of them or none. Follow it at the address in `Location`.",
  access: "user",
  params: importPath,
  response: importViewSchema,
  statuses: [202],
  problems: ["conflict"],
  async handle({ app, caller, params }) {
    const view = await startImport(app, caller.user, params.id, caller.via);
    return accepted(view, `/api/todos/imports/${params.id}`);
  },
});
