import { z } from "zod";
import { stream } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { dayIn } from "#lib/todo-service/import-export/files/local-time.ts";
import { formatFiles } from "#lib/todo-service/import-export/formats.ts";
import { exportedFileSchema, exportFormat } from "#lib/todo-service/import-export/schemas.ts";
import { todoId } from "#lib/todo-service/schemas.ts";
import { fileReaderOf, fileReaderQuery } from "../file-reader.ts";

export const GET = route({
  summary: "Download all your todos as a file",
  description:
    "As JSON, CSV (RFC 4180), CSV for Excel or todo.txt, without the trash. JSON and CSV hold everything; todo.txt has no notes and no times of day. A list that is larger than an import may be comes in parts.",
  access: "user",
  query: z.strictObject({
    format: exportFormat.default("json"),
    from: todoId.optional().describe("The todo that the part begins with. Default: the newest."),
    ...fileReaderQuery,
  }),
  response: z.instanceof(ReadableStream),
  mediaTypes: {
    [formatFiles.json.mediaType]: exportedFileSchema,
    [formatFiles.csv.mediaType]: z.string(),
    [formatFiles.todotxt.mediaType]: z.string(),
  },
  responseHeaders: {
    "Content-Disposition": "The name of the file.",
    Link: 'Where there is one, the next part of the list, with `rel="next"`.',
  },
  async handle({ app, caller, query, request, now }) {
    const { extension, mediaType } = formatFiles[query.format];
    const reader = fileReaderOf(query, caller.user);
    const [part] = await app.todos.exportParts(caller.user, query.from);
    const until = part?.until ?? null;
    const day = dayIn(reader.timeZone, now);
    const name = query.from === undefined ? day : `${day}-from-${query.from}`;
    return stream(app.todos.exportTodos(caller.user, query.format, reader, part), {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="tidy-todos-${name}.${extension}"`,
      ...(until !== null && { link: `<${linkTo(request, until)}>; rel="next"` }),
    });
  },
});

/** The same request for another part. */
function linkTo(request: Request, from: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("from", from);
  return `${pathname}?${searchParams}`;
}
