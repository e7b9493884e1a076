import { z } from "zod";
import { createTodoSchema } from "../schemas.ts";

/** The formats that todos can leave and come back in, with what a browser needs to know of their files. */
export const transferFormats = ["json", "csv", "todotxt"] as const;
export type TransferFormat = (typeof transferFormats)[number];

export const formatFiles: Readonly<Record<TransferFormat, { readonly extension: string; readonly mediaType: string }>> =
  {
    json: { extension: "json", mediaType: "application/json" },
    csv: { extension: "csv", mediaType: "text/csv; charset=utf-8; header=present" },
    todotxt: { extension: "txt", mediaType: "text/plain; charset=utf-8" },
  };

const validInstant = "use an instant such as 2026-12-01T08:00:00Z or a date such as 2026-12-01";
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], validInstant)
  // Ids carry the time of creation in a form that starts in 1970.
  .refine((text) => Date.parse(text) >= 0, "must not lie before 1970");

/**
 * A todo as a file holds it. `createdAt` and `completedAt` are instants, or calendar days where the format knows no more;
 * null where the file says nothing. What else a file says about a todo is left alone.
 */
export const transferTodoSchema = z.object({
  /** Only to recognise a todo by: nothing is ever stored under an id from a file. */
  id: z.uuid().nullable().catch(null).default(null),
  title: createTodoSchema.shape.title.transform((text) => text.toWellFormed()),
  notes: createTodoSchema.shape.notes.transform((text) => (text ?? "").toWellFormed()),
  dueOn: createTodoSchema.shape.dueOn.transform((day) => day ?? null),
  completedAt: moment.nullable().default(null),
  pinned: z.boolean("must be true or false").default(false),
  createdAt: moment.nullable().default(null),
});
export type TransferTodo = z.output<typeof transferTodoSchema>;

/** One entry of a file before it is checked, and where it stands: its line, or in JSON which entry it is, from 1. */
export interface FileEntry {
  readonly line: number;
  readonly todo: unknown;
}
