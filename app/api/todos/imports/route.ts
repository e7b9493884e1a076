import { z } from "zod";
import { readBytes, statedBytes } from "#lib/http/body.ts";
import { created } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { fileFormat, importPreviewSchema } from "#lib/todo-service/import-export/schemas.ts";
import { importMaxBytes, importMaxMegabytes, importMaxTodos } from "#lib/todo-service/limits.ts";
import { fileReaderOf, fileReaderQuery } from "../file-reader.ts";

/** `requestLimitSeconds`, as a literal for Next. */
export const maxDuration = 60;

export const POST = route({
  summary: "Upload a file of todos and preview its import",
  description: `JSON as exported or a plain list, CSV with a header, todo.txt, or a list with a todo on each line: at most ${importMaxMegabytes} MiB and ${importMaxTodos.toLocaleString("en")} todos. The body is the file as it is. Nothing changes until the import is applied. One file of an account is read at a time: else 429. While large files of others are being read, the answer may be 503. \`Retry-After\` says when to try again.`,
  access: "user",
  query: z.strictObject({
    format: fileFormat.optional().describe("Default: as the content of the file says."),
    ...fileReaderQuery,
  }),
  upload: { description: "The file, of whatever content type.", example: "2026-11-24 Buy milk due:2026-12-01\n" },
  response: importPreviewSchema,
  statuses: [201],
  async handle({ app, caller, query, request, now }) {
    const reader = fileReaderOf(query, caller.user);
    const upload = { bytes: statedBytes(request), read: () => readBytes(request, importMaxBytes) };
    const preview = await app.imports.stage(caller.user, { ...upload, format: query.format, ...reader }, now);
    return created(preview, `/api/todos/imports/${preview.id}`);
  },
});
