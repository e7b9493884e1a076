import type { Database } from "#lib/db/client.ts";
import type { Owner, Todo } from "../schemas.ts";
import { type TodoRow, todoRowColumns, toTodo } from "./rows.ts";

/** The todo of one id, in the list and in the trash; null where it is not. */
export interface FoundTodo {
  readonly inList: Todo | null;
  readonly inTrash: Todo | null;
}

/** Looks for the owner's todo in list and trash. In one statement, which can't miss a todo that moves meanwhile. */
export async function findAnywhere(database: Database, owner: Owner, id: string): Promise<FoundTodo> {
  const rows = await database.$queryRaw<(TodoRow & { isTrashed: boolean })[]>`
    SELECT ${todoRowColumns}, false AS "isTrashed" FROM todo
    WHERE id = ${id}::uuid AND owner_id = ${owner.id}::uuid
    UNION ALL
    SELECT ${todoRowColumns}, true FROM trashed_todo AS todo
    WHERE id = ${id}::uuid AND owner_id = ${owner.id}::uuid`;
  const find = (isTrashed: boolean) => {
    const row = rows.find((candidate) => candidate.isTrashed === isTrashed);
    return row === undefined ? null : toTodo(row);
  };
  return { inList: find(false), inTrash: find(true) };
}
