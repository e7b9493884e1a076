import type { Todo } from "#lib/todo-service/schemas.ts";

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

/** Groups todos by due date and keeps their order. Leaves out empty groups. */
export function groupByDue(todos: readonly Todo[], today: string): GroupOfTodos[] {
  const groups = Map.groupBy(todos, ({ dueOn }) => dueGroupOf(dueOn, today));
  return dueGroups.flatMap((group) => {
    const members = groups.get(group);
    return members === undefined ? [] : [{ group, todos: members }];
  });
}
