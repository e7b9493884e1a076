import { z } from "zod";
import { importRefusedShown, importRowsShown } from "../limits.ts";
import { todoSchema } from "../schemas.ts";
import { encodings, exportFormats, type FileFormat, fileFormats } from "./formats.ts";

export const fileFormat = z.enum(fileFormats, `use one of ${fileFormats.join(", ")}`);
export const exportFormat = z.enum(exportFormats, `use one of ${exportFormats.join(", ")}`);

/** A part of a list that fits into one file. */
export const exportPartSchema = z.object({
  from: z.uuid().nullable().describe("The todo that it begins with. Null: the newest."),
  until: z.uuid().nullable().describe("The todo that the next part begins with. Null: this is the last one."),
  count: z.int().min(0).describe("Todos in it."),
});
export type ExportPart = z.output<typeof exportPartSchema>;

/** A JSON file as it is exported. */
export const exportedFileSchema = z.object({
  app: z.literal("tidy"),
  version: z.literal(1),
  todos: z.array(todoSchema.omit({ expiresAt: true })),
});

/** A file as it was uploaded. `format`: default as its content says. */
export interface NewImport {
  readonly file: Buffer;
  readonly format?: FileFormat | undefined;
}

export const importPath = z.strictObject({ id: z.uuid("must be an import's id") });

const count = z.int().min(0);

const instant = z.iso.datetime();
const places = `The first ${importRefusedShown}: the line, or in JSON which entry it is`;

/** The preview of an import. */
export const importPreviewSchema = z.object({
  id: z.uuid(),
  format: fileFormat,
  encoding: z.enum(encodings),
  guess: z
    .object({ count, lines: z.array(z.object({ line: z.int(), text: z.string(), asUtf8: z.string() })) })
    .nullable()
    .describe("For a file that isn't UTF-8: how many of its lines depend on the encoding, and the first of them."),
  ignored: z.array(z.string()).describe("Columns, keys and headings of the file that aren't imported."),
  date: z
    .object({ given: z.string(), read: z.string() })
    .nullable()
    .describe("The first date that isn't written as ISO does, and what it is read as."),
  newCount: count,
  duplicateCount: count.describe("Todos of the file that are in the list already; they are skipped."),
  completed: z
    .object({ count, expiringCount: count, firstExpiry: instant.nullable() })
    .describe("Of the new todos: how many are completed, how many of those a cleanup takes, and when at the earliest."),
  refusedCount: count.describe("Entries that can't be imported. The others can be, if `skipRefused` says so."),
  refused: z.array(z.object({ line: z.int(), reason: z.string() })).describe(`${places}, and why.`),
  changedCount: count.describe("Todos that can't be stored as they are."),
  changed: z.array(z.object({ line: z.int(), change: z.string() })).describe(`${places}, and what is changed.`),
  rows: z
    .array(
      todoSchema
        .pick({ title: true, notes: true, dueOn: true, completedAt: true, pinned: true, expiresAt: true })
        .extend({ place: z.int().describe("Among the readable todos of the file, from 1.") })
        .describe("Notes are cut."),
    )
    .describe(`The first ${importRowsShown} new todos as they will be.`),
});
export type ImportPreview = z.output<typeof importPreviewSchema>;

export const importChoicesSchema = z
  .strictObject({
    skipRefused: z.boolean().default(false).describe("Leaves out the entries that can't be imported."),
    keepCompleted: z.boolean().default(false).describe("Pins the completed todos, so that no cleanup takes them."),
  })
  .prefault({});
export type ImportChoices = z.output<typeof importChoicesSchema>;

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
