import type { Todo } from "#lib/todo-service/schemas.ts";

/** The parts of the open list, in the order of the page. */
export const dueGroups = ["overdue", "today", "upcoming", "someday"] as const;
export type DueGroup = (typeof dueGroups)[number];

export interface GroupOfTodos {
  readonly group: DueGroup;
  readonly todos: readonly Todo[];
}

/** Where a due date belongs on a day; both as 2026-12-01. */
export function dueGroupOf(dueOn: string | null, today: string): DueGroup {
  if (dueOn === null) return "someday";
  if (dueOn === today) return "today";
  return dueOn < today ? "overdue" : "upcoming";
}

/** Parts todos by their due date, each in the order in which they came; a group without todos is left out. */
export function groupByDue(todos: readonly Todo[], today: string): GroupOfTodos[] {
  const groups = Map.groupBy(todos, ({ dueOn }) => dueGroupOf(dueOn, today));
  return dueGroups.flatMap((group) => {
    const members = groups.get(group);
    return members === undefined ? [] : [{ group, todos: members }];
  });
}
