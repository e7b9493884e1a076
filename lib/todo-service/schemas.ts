import { z } from "zod";
import { isVisible, ofAtMost, oneLine, storable, storableWords } from "#lib/text.ts";
import { notesMaxLength, titleMaxLength } from "./limits.ts";

/**
 * The owner of the todos of an operation. Their retention is read from their row, since it may be changing just now.
 */
export interface Owner {
  readonly id: string;
}

const nothingToDo = "write what there is to do";
const title = storableWords(
  ofAtMost(
    titleMaxLength,
    z
      .string({ error: ({ input }) => (input === undefined ? nothingToDo : "must be text") })
      .overwrite(oneLine)
      .refine(isVisible, nothingToDo)
      .meta({ minLength: 1 }),
  ),
);
const notes = storable(ofAtMost(notesMaxLength, z.string("must be text")));
const dueOn = z.iso
  .date("use a date such as 2026-12-01")
  .refine((date) => !date.startsWith("0000"), "use a date such as 2026-12-01")
  .meta({ pattern: "^(?!0000)" });
const instant = z.iso.datetime();

export const todoId = z.uuid("must be a UUID");
export const todoPathSchema = z.strictObject({ id: todoId });

/** A todo as it travels: in responses, in the browser's cache, in the server-rendered page. */
export const todoSchema = z.object({
  id: todoId,
  title: z.string(),
  notes: z.string(),
  dueOn: z.iso.date().nullable(),
  completedAt: instant.nullable().describe("Null while it is open."),
  pinned: z.boolean().describe("No cleanup takes it."),
  expiresAt: instant
    .nullable()
    .describe('The instant from which cleanup may take it; null while open, pinned, or with retention "never".'),
  createdAt: instant,
  updatedAt: instant,
});
export type Todo = z.output<typeof todoSchema>;

export const createTodoSchema = z.strictObject({
  id: z.uuidv7("must be a UUIDv7").toLowerCase().optional().meta({
    pattern: z.regexes.uuid7.source,
    description: "Makes a request safe to repeat: a second one with the same id is answered with the same todo.",
  }),
  title,
  notes: notes.optional(),
  dueOn: dueOn.nullable().optional(),
  pinned: z.boolean().optional(),
});
export type CreateTodo = z.output<typeof createTodoSchema>;

const todoChange = {
  title: title.optional(),
  notes: notes.optional(),
  dueOn: dueOn.nullable().optional(),
  pinned: z.boolean("must be true or false").optional(),
  completed: z.boolean("must be true or false").optional(),
};
export type TodoChange = z.output<z.ZodObject<typeof todoChange>>;
/** A field that a change writes as it is given. The others may also change the time of expiry. */
export type PlainField = Exclude<keyof TodoChange, "completed" | "pinned">;

/** The fields that an edit started from. Without rules: stored values may be older than the rules. */
const editBase = z
  .strictObject({ title: z.string().optional(), notes: z.string().optional(), dueOn: z.string().nullable().optional() })
  .optional()
  .describe("The fields as they were when the edit began. If one of them has changed since, nothing is saved (409).");
export type EditBase = NonNullable<z.output<typeof editBase>>;

export const updateTodoSchema = z
  .strictObject({ ...todoChange, base: editBase })
  .refine(({ base: _, ...change }) => Object.keys(change).length > 0, "name at least one field to change")
  .meta({ anyOf: Object.keys(todoChange).map((field) => ({ required: [field] })) });
export type UpdateTodo = z.output<typeof updateTodoSchema>;
