import { z } from "zod";
import { stream } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { dayIn } from "#lib/todo-service/import-export/files/local-time.ts";
import { formatFiles } from "#lib/todo-service/import-export/formats.ts";
import { exportedFileSchema, exportFormat } from "#lib/todo-service/import-export/schemas.ts";
import { fileReaderOf, fileReaderQuery } from "../file-reader.ts";

export const GET = route({
  summary: "Download all your todos as a file",
  description:
    "As JSON, CSV (RFC 4180), CSV for Excel or todo.txt, without the trash. JSON and CSV hold everything; todo.txt has no notes and no times of day.",
  access: "user",
  query: z.strictObject({ format: exportFormat.default("json"), ...fileReaderQuery }),
  response: z.instanceof(ReadableStream),
  mediaTypes: {
    [formatFiles.json.mediaType]: exportedFileSchema,
    [formatFiles.csv.mediaType]: z.string(),
    [formatFiles.todotxt.mediaType]: z.string(),
  },
  responseHeaders: { "Content-Disposition": "The name of the file." },
  async handle({ app, caller, query, now }) {
    const { extension, mediaType } = formatFiles[query.format];
    const reader = fileReaderOf(query, caller.user);
    const fileName = `tidy-todos-${dayIn(reader.timeZone, now)}.${extension}`;
    return stream(app.todos.exportTodos(caller.user, query.format, reader), {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${fileName}"`,
    });
  },
});
