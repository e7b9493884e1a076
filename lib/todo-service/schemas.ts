import { z } from "zod";
import { retentionChoices } from "./retention/retention.ts";
import { isTodoCursor } from "./todos/todo-cursors.ts";
import { trashCursor } from "./trash/trash-cursor.ts";

/** Whose todos an operation is about, and how long completed ones stay (days; null means for good). */
export interface Owner {
  readonly id: string;
  readonly retentionDays: number | null;
}

const withoutNul = (value: string) => !value.includes("\0");
const nulMessage = "must not contain NUL characters";

const title = z
  .string({ error: ({ input }) => (input === undefined ? "write what there is to do" : "must be text") })
  .trim()
  .min(1, "write what there is to do")
  .max(200, "use at most 200 characters")
  .refine(withoutNul, nulMessage);
const notes = z.string("must be text").max(10_000, "use at most 10,000 characters").refine(withoutNul, nulMessage);
const dueOn = z.iso
  .date("use a date such as 2026-12-01")
  .refine((date) => !date.startsWith("0000"), "use a date such as 2026-12-01");
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
  pinned: z.boolean().describe("Kept: cleanup leaves it alone."),
  expiresAt: instant
    .nullable()
    .describe('When cleanup may take it; null while open, pinned, or with retention "never".'),
  createdAt: instant,
  updatedAt: instant,
});
export type Todo = z.output<typeof todoSchema>;

export const trashReasons = ["user", "cleanup"] as const;

/** A todo in the trash, whole, with why and when it left and when it is purged. */
export const trashedTodoSchema = todoSchema.extend({
  trashedAt: instant,
  reason: z.enum(trashReasons),
  runId: z.uuid().nullable().describe("The cleanup run that took it."),
  purgedAt: instant.nullable().describe("When it is deleted for good; null: never by itself."),
});
export type TrashedTodo = z.output<typeof trashedTodoSchema>;

export const createTodoSchema = z.strictObject({
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

/** What an edit started from. No rules: what is stored may be older than they are. */
const editBase = z
  .strictObject({ title: z.string().optional(), notes: z.string().optional(), dueOn: z.string().nullable().optional() })
  .optional()
  .describe("What fields were when the edit began: if one has become something else meanwhile, nothing changes (409).");
export type EditBase = NonNullable<z.output<typeof editBase>>;

export const updateTodoSchema = z
  .strictObject({ ...todoChange, base: editBase })
  .refine(({ base: _, ...change }) => Object.keys(change).length > 0, "name at least one field to change");
export type UpdateTodo = z.output<typeof updateTodoSchema>;

export const todoStatuses = ["open", "completed", "all"] as const;
export type TodoStatus = (typeof todoStatuses)[number];

/** The orders of the list; each but the first is for the todos of one status. */
export const todoSorts = ["newest", "due", "completed"] as const;
export type TodoSort = (typeof todoSorts)[number];

const limitUpTo = (most: number) =>
  z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "use at least 1")
    .max(most, `use at most ${most}`)
    .default(50);
const cursorText = "The `nextCursor` of the page before.";

const listFilter = z.strictObject({
  status: z.enum(todoStatuses, 'use "open", "completed" or "all"').default("all"),
  sort: z
    .enum(todoSorts, 'use "newest", "due" or "completed"')
    .default("newest")
    .describe(
      "`due` (with `status=open`): by due date, those without one last. `completed` (with `status=completed`): the last completed first. Where that is the same, and without `sort`: newest first.",
    ),
  q: z
    .string()
    .trim()
    .max(200, "use at most 200 characters")
    .refine(withoutNul, nulMessage)
    .default("")
    .describe("Text to find in title or notes, whatever its case."),
  limit: limitUpTo(250),
  cursor: z.string().optional().describe(cursorText),
});

export const listTodosSchema = listFilter.superRefine(({ status, sort, cursor }, context) => {
  const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (sort === "due" && status !== "open") refuse("sort", "goes with status=open only");
  if (sort === "completed" && status !== "completed") refuse("sort", "goes with status=completed only");
  if (cursor !== undefined && !isTodoCursor(cursor, sort)) refuse("cursor", "use the nextCursor of the page before");
});
type ParsedListTodos = z.output<typeof listTodosSchema>;
export type ListTodos = Omit<ParsedListTodos, "sort"> & Partial<Pick<ParsedListTodos, "sort">>;

export const listTrashSchema = z.strictObject({
  limit: limitUpTo(100),
  cursor: trashCursor.optional().describe(cursorText),
});
export type ListTrash = z.output<typeof listTrashSchema>;

const someIds = z.array(todoId).min(1, "name at least one").max(500, "name at most 500");

/** Which todos of the trash to delete for good. */
export const deleteManySchema = z.strictObject({ ids: someIds });

/** Which todos to take out of the trash: by id, all that one cleanup run took, or all that left at one instant. */
export const restoringSchema = z.strictObject({
  undo: z
    .boolean()
    .optional()
    .describe(
      "Takes back your own delete: a completed todo isn't pinned, unless a cleanup would take it within a day.",
    ),
});
export type Restoring = z.output<typeof restoringSchema>;

export const restoreManySchema = z
  .strictObject({
    ids: someIds.optional(),
    runId: z.uuid("must be a UUID").optional(),
    trashedAt: z.iso.datetime("use the trashedAt of an answer").optional(),
    ...restoringSchema.shape,
  })
  .refine(({ ids, runId, trashedAt }) => (ids ?? runId ?? trashedAt) !== undefined, "name ids, runId or trashedAt");
export type RestoreMany = z.output<typeof restoreManySchema>;

const count = z.int().min(0);
export const deletedSchema = z.object({ deletedCount: count });
export const clearedSchema = deletedSchema.extend({ trashedAt: instant });
export const restoredSchema = z.object({ restoredCount: count });

/** A retention to be chosen: days, or null for "never". */
export const retentionDays = z
  .literal(retentionChoices, `use ${retentionChoices.join(", ")} or null for never`)
  .nullable()
  .describe("Days that completed todos stay; null keeps them.");

export const retentionPreviewSchema = z.object({
  changedCount: count.describe("Completed todos that would leave at another time than now planned."),
  leavingWithinDayCount: count.describe("How many of them would leave a day from now: never sooner."),
  firstLeavesAt: instant.nullable().describe("When the first of them would leave."),
});

/** One page of a list, newest first; `nextCursor` is null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}
