import type { Todo } from "#lib/todo-service/schemas.ts";
import { compareTodos } from "../_queries/todo-pages.ts";
import type { Place } from "../_row/held-places.ts";

/** The groups of the open list, in the order of the page. */
export const dueGroups = ["overdue", "today", "upcoming", "undated"] as const;
export type DueGroup = (typeof dueGroups)[number];

export interface GroupOfTodos {
  readonly group: DueGroup;
  readonly todos: readonly Todo[];
}

/** The group of a due date on a day, both as 2026-12-01. */
export function dueGroupOf(dueOn: string | null, today: string): DueGroup {
  if (dueOn === null) return "undated";
  if (dueOn === today) return "today";
  return dueOn < today ? "overdue" : "upcoming";
}

/**
 * Groups todos by due date and keeps their order. Leaves out empty groups.
 * @param held the places of those that stay where they are, by id.
 */
export function groupByDue(
  todos: readonly Todo[],
  today: string,
  held: ReadonlyMap<string, Place> = new Map(),
): GroupOfTodos[] {
  const placed = (todo: Todo) => ({ ...todo, ...held.get(todo.id) });
  const inOrder =
    held.size === 0 ? todos : todos.toSorted((one, other) => compareTodos(placed(one), placed(other), "open"));
  const groups = Map.groupBy(inOrder, ({ id, dueOn }) => {
    const place = held.get(id) ?? { dueOn, today };
    return dueGroupOf(place.dueOn, place.today);
  });
  return dueGroups.flatMap((group) => {
    const members = groups.get(group);
    return members === undefined ? [] : [{ group, todos: members }];
  });
}
