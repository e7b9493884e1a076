import { z } from "zod";
import { givenInstant } from "#lib/instant.ts";
import { bulkMaxIds, trashPageMax } from "../limits.ts";
import { cursorDescription, pageLimit } from "../pages.ts";
import { todoId, todoSchema } from "../schemas.ts";
import { trashCursor } from "./trash-cursor.ts";

const instant = z.iso.datetime();
const count = z.int().min(0);

export const trashReasons = ["user", "cleanup"] as const;

/** A todo in the trash, whole, with when and why it was trashed and when it is purged. */
export const trashedTodoSchema = todoSchema.extend({
  trashedAt: instant,
  reason: z.enum(trashReasons),
  runId: z.uuid().nullable().describe("The cleanup run that took it."),
  purgedAt: instant.nullable().describe("When it is deleted for good; null: never by itself."),
});
export type TrashedTodo = z.output<typeof trashedTodoSchema>;

export const listTrashSchema = z.strictObject({
  limit: pageLimit(trashPageMax),
  cursor: trashCursor.optional().describe(cursorDescription),
});
export type ListTrash = z.output<typeof listTrashSchema>;

const ids = z.array(todoId).min(1, "name at least one").max(bulkMaxIds, `name at most ${bulkMaxIds}`);

/** Which todos of the trash to delete for good. */
export const purgeManySchema = z.strictObject({ ids });

/** How to restore. */
export const restoreSchema = z.strictObject({
  undo: z
    .boolean()
    .optional()
    .describe("Undoes your own delete: a completed todo isn't pinned, unless a cleanup would take it within a day."),
});
export type Restore = z.output<typeof restoreSchema>;

/** Which todos to restore: by id, all that one cleanup run took, or all that were trashed at one instant. */
export const restoreManySchema = z
  .strictObject({
    ids: ids.optional(),
    runId: z.uuid("must be a UUID").optional(),
    trashedAt: givenInstant("use the trashedAt of an answer").optional(),
    ...restoreSchema.shape,
  })
  .refine(({ ids, runId, trashedAt }) => (ids ?? runId ?? trashedAt) !== undefined, "name ids, runId or trashedAt")
  .meta({ anyOf: [{ required: ["ids"] }, { required: ["runId"] }, { required: ["trashedAt"] }] });
export type RestoreMany = z.output<typeof restoreManySchema>;

export const deletedSchema = z.object({ deletedCount: count });
export const trashedSchema = deletedSchema.extend({ trashedAt: instant });
export const restoredSchema = z.object({ restoredCount: count });
