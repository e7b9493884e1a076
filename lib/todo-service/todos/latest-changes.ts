import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { type Owner, todoId } from "../schemas.ts";

/**
 * The number of todos in an answer. One is too few: clocks of several processes differ by some milliseconds, so the
 * latest change isn't always the one with the latest instant.
 */
export const latestNamed = 5;

export const latestChangesSchema = z.object({
  changed: z
    .array(z.object({ id: todoId, updatedAt: z.iso.datetime() }))
    .describe("Todos of your list that were created, changed or restored last."),
  trashed: z
    .array(z.object({ id: todoId, trashedAt: z.iso.datetime() }))
    .describe("Todos of your trash that you or a cleanup deleted last."),
});
/** The latest changes. A caller that has seen them before knows that nothing is new. */
export type LatestChanges = z.output<typeof latestChangesSchema>;

export interface LatestTodoChanges {
  /** The last changes of the owner's list and trash, in one statement that reads a few rows of two indexes. */
  latestChanges(owner: Owner): Promise<LatestChanges>;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly isTrashed: boolean;
}

export function createLatestTodoChanges(database: Database): LatestTodoChanges {
  return {
    async latestChanges(owner) {
      const rows = await database.$queryRaw<Row[]>`
        (SELECT id, updated_at AS at, false AS "isTrashed" FROM todo WHERE owner_id = ${owner.id}::uuid
        ORDER BY updated_at DESC, id DESC LIMIT ${latestNamed})
        UNION ALL
        (SELECT id, trashed_at, true FROM trashed_todo WHERE owner_id = ${owner.id}::uuid
        ORDER BY trashed_at DESC, id DESC LIMIT ${latestNamed})`;
      const of = (isTrashed: boolean) => rows.filter((row) => row.isTrashed === isTrashed);
      return {
        changed: of(false).map(({ id, at }) => ({ id, updatedAt: at.toISOString() })),
        trashed: of(true).map(({ id, at }) => ({ id, trashedAt: at.toISOString() })),
      };
    },
  };
}
