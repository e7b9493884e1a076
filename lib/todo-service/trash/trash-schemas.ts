import { z } from "zod";
import { givenInstant } from "#lib/instant.ts";
import { ofAtMost, storable } from "#lib/text.ts";
import { bulkMaxIds, searchMaxLength, trashPageMax } from "../limits.ts";
import { cursorDescription, pageLimit } from "../pages.ts";
import { todoId, todoSchema } from "../schemas.ts";
import { trashCursor } from "./trash-cursor.ts";

const instant = z.iso.datetime();
const count = z.int().min(0);

export const trashReasons = ["user", "cleanup"] as const;

/** A whole todo in the trash, with the time and the reason of its deletion, and the time of its purge. */
export const trashedTodoSchema = todoSchema.extend({
  trashedAt: instant,
  reason: z.enum(trashReasons),
  runId: z.uuid().nullable().describe("The cleanup run that took it."),
  purgedAt: instant.nullable().describe("The instant at which it is deleted for good. Null: never by itself."),
});
export type TrashedTodo = z.output<typeof trashedTodoSchema>;

const search = storable(ofAtMost(searchMaxLength, z.string("must be text").trim())).describe(
  "Words that title and notes hold, in any order, whatever their case and accents. Empty: all of your trash.",
);

export const listTrashSchema = z.strictObject({
  q: search.optional(),
  limit: pageLimit(trashPageMax),
  cursor: trashCursor.optional().describe(cursorDescription),
});
export type ListTrash = z.output<typeof listTrashSchema>;

const ids = z.array(todoId).min(1, "name at least one").max(bulkMaxIds, `name at most ${bulkMaxIds}`);

export const countTrashSchema = z.strictObject({ q: search.default("") });
export const trashCountSchema = z.object({ count });

/** Selects todos of the trash to delete for good: by id, or all that a search finds. */
export const purgeManySchema = z
  .strictObject({ ids: ids.optional(), q: search.optional() })
  .refine(({ ids, q }) => (ids ?? q) !== undefined, "name ids or q")
  .meta({ anyOf: [{ required: ["ids"] }, { required: ["q"] }] });
export type PurgeMany = z.output<typeof purgeManySchema>;

/** Options of a restore. */
export const restoreSchema = z.strictObject({
  undo: z
    .boolean()
    .optional()
    .describe("Undoes your own delete: a completed todo comes back as it was, pinned only if a cleanup took it."),
});
export type Restore = z.output<typeof restoreSchema>;

/** Selects todos to restore: by id, all that a cleanup run took, all trashed at one instant, or by search. */
export const restoreManySchema = z
  .strictObject({
    ids: ids.optional(),
    runId: z.uuid("must be a UUID").optional(),
    trashedAt: givenInstant("use the trashedAt of an answer").optional(),
    q: search.optional(),
    ...restoreSchema.shape,
  })
  .refine((it) => (it.ids ?? it.runId ?? it.trashedAt ?? it.q) !== undefined, "name ids, runId, trashedAt or q")
  .meta({ anyOf: ["ids", "runId", "trashedAt", "q"].map((name) => ({ required: [name] })) });
export type RestoreMany = z.output<typeof restoreManySchema>;

export const deletedSchema = z.object({ deletedCount: count });
export const trashedSchema = deletedSchema.extend({ trashedAt: instant });
export const restoredSchema = z.object({ restoredCount: count, restoredAt: instant });

/** Selects restored todos to trash again: those restored at one instant, of these ids if there are any. */
export const undoRestoreSchema = z.strictObject({
  restoredAt: givenInstant("use the restoredAt, or the updatedAt, of an answer"),
  ids: ids.optional(),
});
export type UndoRestore = z.output<typeof undoRestoreSchema>;
