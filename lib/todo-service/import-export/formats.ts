import { z } from "zod";
import { createTodoSchema } from "../schemas.ts";

/** The formats of exported and imported files. */
export const fileFormats = ["json", "csv", "todotxt"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** How a browser sees files of each format. */
export const formatFiles: Readonly<Record<FileFormat, { readonly extension: string; readonly mediaType: string }>> = {
  json: { extension: "json", mediaType: "application/json" },
  csv: { extension: "csv", mediaType: "text/csv; charset=utf-8; header=present" },
  todotxt: { extension: "txt", mediaType: "text/plain; charset=utf-8" },
};

const validInstant = "use an instant such as 2026-12-01T08:00:00Z or a date such as 2026-12-01";
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], validInstant)
  // Ids contain the time of creation, counted from 1970.
  .refine((text) => Date.parse(text) >= 0, "must not lie before 1970");

/**
 * A todo of a file. `createdAt` and `completedAt` are instants, calendar days where the format has no times, or null
 * where the file says nothing. Other fields are ignored.
 */
export const fileTodoSchema = z.object({
  /** Only for recognising a todo: nothing is stored under an id from a file. */
  id: z.uuid().nullable().catch(null).default(null),
  title: createTodoSchema.shape.title.transform((text) => text.toWellFormed()),
  notes: createTodoSchema.shape.notes.transform((text) => (text ?? "").toWellFormed()),
  dueOn: createTodoSchema.shape.dueOn.transform((day) => day ?? null),
  completedAt: moment.nullable().default(null),
  pinned: z.boolean("must be true or false").default(false),
  createdAt: moment.nullable().default(null),
});
export type FileTodo = z.output<typeof fileTodoSchema>;

/** An unchecked entry of a file and its place, from 1: the line, or in JSON the entry. */
export interface FileEntry {
  readonly line: number;
  readonly todo: unknown;
}
