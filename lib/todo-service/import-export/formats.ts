import { z } from "zod";
import { createTodoSchema, type Todo } from "../schemas.ts";

/** The formats of files. Each can be exported and imported. */
export const fileFormats = ["json", "csv", "todotxt"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The encodings of texts that can be imported. Exported ones are UTF-8. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** `excel`: CSV as Excel opens it by a double click. */
export const exportFormats = [...fileFormats, "excel"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const csv = { extension: "csv", mediaType: "text/csv; charset=utf-8; header=present" };

/** The file extension and media type of each format. */
export const formatFiles: Readonly<Record<ExportFormat, { readonly extension: string; readonly mediaType: string }>> = {
  json: { extension: "json", mediaType: "application/json" },
  csv,
  todotxt: { extension: "txt", mediaType: "text/plain; charset=utf-8" },
  excel: csv,
};

const validInstant = "use an instant such as 2026-12-01T08:00:00Z or a date such as 2026-12-01";
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], validInstant)
  // Ids contain the time of creation, counted from 1970.
  .refine((text) => Date.parse(text) >= 0, "must not lie before 1970");

/** Fields that an import does not read, since they follow from the others and from the time of the import. */
const followingFields = ["updatedAt", "expiresAt"] as const satisfies readonly (keyof Todo)[];

/**
 * A todo of a file. `createdAt` and `completedAt` are instants, or calendar days of the reader where the file has no
 * times. Null is "the file doesn't say" for `notes` and `createdAt`, and "open" for `completedAt`, which is `unknown`
 * for a completed todo without a time. Other fields are ignored.
 */
export const fileTodoSchema = z.object({
  /** Only for recognising a todo: nothing is stored under an id from a file. */
  id: z.uuid().toLowerCase().nullable().catch(null).default(null),
  title: createTodoSchema.shape.title,
  notes: createTodoSchema.shape.notes.nullable().transform((notes) => notes ?? null),
  dueOn: createTodoSchema.shape.dueOn.transform((day) => day ?? null),
  completedAt: z
    .union([z.literal("unknown"), moment], validInstant)
    .nullable()
    .default(null),
  pinned: z.boolean("must be true or false").default(false),
  createdAt: moment.nullable().default(null),
} satisfies Record<Exclude<keyof Todo, (typeof followingFields)[number]>, z.ZodType>);
export type FileTodo = z.output<typeof fileTodoSchema>;

/** The fields of a todo in a file. */
export const fileFields = [...Object.keys(fileTodoSchema.shape), ...followingFields];

/** An unchecked entry of a file and its place, from 1: the line, or in JSON the entry. */
export interface FileEntry {
  readonly line: number;
  readonly todo: unknown;
  /** The reason why it can't be read at all. */
  readonly problem?: string;
}

/** The reader of a file: the person for whom it is read or written. */
export interface FileReader {
  /** The zone of days and times that name none. */
  readonly timeZone: string;
  /** Their languages, best first. They decide the notation of dates. */
  readonly languages: readonly string[];
}

/** Whether a moment of a file is a calendar day. */
export const isDay = (moment: string): boolean => moment.length === "2026-12-01".length;
