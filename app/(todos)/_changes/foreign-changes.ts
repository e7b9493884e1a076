import type { Todo } from "#lib/todo-service/schemas.ts";
import type { LatestChanges } from "#lib/todo-service/todos/latest-changes.ts";

/** The parts of the page that don't show the latest changes yet. */
export interface ForeignChanges {
  readonly inLists: boolean;
  readonly inTrash: boolean;
}

/**
 * Finds changes since an earlier answer that were made on another device or in another tab. This page's own changes
 * don't count: the loaded todos have their `updatedAt` already, and those that it deleted are no longer loaded.
 */
export function foreignChanges(
  before: LatestChanges,
  now: LatestChanges,
  loaded: ReadonlyMap<string, Pick<Todo, "updatedAt">>,
): ForeignChanges {
  const seen = new Set(before.changed.map(keyOf));
  const isForeign = (todo: LatestChanges["changed"][number]) =>
    !seen.has(keyOf(todo)) && loaded.get(todo.id)?.updatedAt !== todo.updatedAt;
  return {
    inLists: now.changed.some(isForeign) || now.trashed.some(({ id }) => loaded.has(id)),
    inTrash: JSON.stringify(now.trashed) !== JSON.stringify(before.trashed),
  };
}

const keyOf = ({ id, updatedAt }: LatestChanges["changed"][number]) => `${id} ${updatedAt}`;
