import { z } from "zod";
import { importMaxMegabytes, importMaxTodos, importRefusedShown } from "../limits.ts";
import { todoSchema } from "../schemas.ts";
import { fileFormats } from "./formats.ts";

export const fileFormat = z.enum(fileFormats, `use one of ${fileFormats.join(", ")}`);
export const exportQuerySchema = z.strictObject({ format: fileFormat.default("json") });

/** A JSON file as it is exported. */
export const exportedFileSchema = z.object({
  app: z.literal("tidy"),
  version: z.literal(1),
  todos: z.array(todoSchema.omit({ expiresAt: true })),
});

export const newImportSchema = z.strictObject({
  format: fileFormat,
  content: z
    .string()
    .describe(
      `The whole file as text: at most ${importMaxMegabytes} MB and ${importMaxTodos.toLocaleString("en")} todos.`,
    ),
});
export type NewImport = z.output<typeof newImportSchema>;

export const importPath = z.strictObject({ id: z.uuid("must be an import's id") });

const count = z.int().min(0);

/** What an import would do. */
export const importPreviewSchema = z.object({
  id: z.uuid(),
  newCount: count,
  duplicateCount: count.describe("Todos of the file that are in the list already; they are skipped."),
  refusedCount: count.describe("Entries that can't be imported. With any of these the import can't be applied."),
  refused: z
    .array(z.object({ line: z.int(), reason: z.string() }))
    .describe(`The first ${importRefusedShown}: the line, or in JSON which entry it is, and why.`),
  sample: z.array(z.string()).describe("The titles of the first new todos."),
});
export type ImportPreview = z.output<typeof importPreviewSchema>;

export const importStatuses = ["waiting", "queued", "running", "succeeded", "failed", "canceled"] as const;

/** The progress of an import. */
export const importViewSchema = z.object({
  id: z.uuid(),
  status: z.enum(importStatuses).describe("`waiting`: not applied yet."),
  totalCount: count.describe("Todos of the file to go through."),
  doneCount: count,
  importedCount: count.describe("0 until it has succeeded."),
  duplicateCount: count,
});
export type ImportView = z.output<typeof importViewSchema>;

/** The progress that a run of `todo/import` saves. */
export const importProgressSchema = z.object({ doneCount: count, totalCount: count });
export type ImportProgress = z.output<typeof importProgressSchema>;

export const importResultSchema = z.object({ importedCount: count, duplicateCount: count });
export type ImportResult = z.output<typeof importResultSchema>;
