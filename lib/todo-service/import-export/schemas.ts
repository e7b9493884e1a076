import { z } from "zod";
import { importMaxMegabytes, importMaxTodos, importRefusedShown } from "../limits.ts";
import { todoSchema } from "../schemas.ts";
import { transferFormats } from "./formats.ts";

export const transferFormat = z.enum(transferFormats, `use one of ${transferFormats.join(", ")}`);
export const exportQuerySchema = z.strictObject({ format: transferFormat.default("json") });

/** A JSON file as it is exported. */
export const exportedFileSchema = z.object({
  app: z.literal("tidy"),
  version: z.literal(1),
  todos: z.array(todoSchema.omit({ expiresAt: true })),
});

export const newImportSchema = z.strictObject({
  format: transferFormat,
  content: z
    .string()
    .describe(
      `The whole file as text: at most ${importMaxMegabytes} MB and ${importMaxTodos.toLocaleString("en")} todos.`,
    ),
});
export type NewImport = z.output<typeof newImportSchema>;

export const importPath = z.strictObject({ id: z.uuid("must be an import's id") });

const count = z.int().min(0);

/** What a file would bring, before anything is changed. */
export const importPreviewSchema = z.object({
  id: z.uuid(),
  newCount: count,
  duplicateCount: count.describe("Todos of the file that the list has already; they are left out."),
  refusedCount: count.describe("With any of these nothing can be imported."),
  refused: z
    .array(z.object({ line: z.int(), reason: z.string() }))
    .describe(`The first ${importRefusedShown}: the line, or in JSON which entry it is, and why.`),
  sample: z.array(z.string()).describe("The titles of the first new todos."),
});
export type ImportPreview = z.output<typeof importPreviewSchema>;

export const importStatuses = ["waiting", "queued", "running", "succeeded", "failed", "canceled"] as const;

/** How far an import is. */
export const importViewSchema = z.object({
  id: z.uuid(),
  status: z.enum(importStatuses).describe("Waiting: nobody has said yet that it shall be done."),
  totalCount: count.describe("Todos of the file that are to be gone through."),
  doneCount: count,
  importedCount: count.describe("All of them at once, when it has succeeded; 0 before."),
  duplicateCount: count,
});
export type ImportView = z.output<typeof importViewSchema>;

/** What a run of `todo/import` saves. */
export const importProgressSchema = z.object({ doneCount: count, totalCount: count });
export type ImportProgress = z.output<typeof importProgressSchema>;

export const importResultSchema = z.object({ importedCount: count, duplicateCount: count });
export type ImportResult = z.output<typeof importResultSchema>;
