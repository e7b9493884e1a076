import { z } from "zod";
import { stream } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { formatFiles } from "#lib/todo-service/import-export/formats.ts";
import { exportedFileSchema, exportQuerySchema } from "#lib/todo-service/import-export/schemas.ts";

export const GET = route({
  summary: "Download all your todos as a file",
  description:
    "As JSON, CSV (RFC 4180) or todo.txt, without the trash. JSON and CSV hold everything; todo.txt has no notes and no times of day.",
  access: "user",
  query: exportQuerySchema,
  response: z.instanceof(ReadableStream),
  mediaTypes: {
    [formatFiles.json.mediaType]: exportedFileSchema,
    [formatFiles.csv.mediaType]: z.string(),
    [formatFiles.todotxt.mediaType]: z.string(),
  },
  responseHeaders: { "Content-Disposition": "The name of the file." },
  async handle({ app, caller, query: { format }, now }) {
    const { extension, mediaType } = formatFiles[format];
    const fileName = `tidy-todos-${now.toISOString().slice(0, 10)}.${extension}`;
    return stream(app.todos.exportTodos(caller.user, format), {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${fileName}"`,
    });
  },
});
