import { expect, test } from "vitest";
import { trashGroups } from "#app/(todos)/trash/trash-pages.ts";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import { todoAt } from "../todos.ts";

const run = "01a20d51-90c3-7205-a441-a981d43513b1";

function trashed(order: number, fields: Partial<TrashedTodo>): TrashedTodo {
  return {
    ...todoAt(order),
    trashedAt: "2026-11-24T12:00:00.000Z",
    reason: "user",
    runId: null,
    purgedAt: null,
    ...fields,
  };
}

test("groups what one cleanup took and what left at one instant, in the order of the trash", () => {
  const page = (items: TrashedTodo[]) => ({ items, nextCursor: null });
  const groups = trashGroups({
    pages: [
      page([
        trashed(5, {}),
        trashed(4, {}),
        trashed(3, { reason: "cleanup", runId: run, trashedAt: "2026-11-24T03:00:01.000Z" }),
      ]),
      page([
        trashed(3, { reason: "cleanup", runId: run, trashedAt: "2026-11-24T03:00:01.000Z" }),
        trashed(2, { reason: "cleanup", runId: run, trashedAt: "2026-11-24T03:00:00.000Z" }),
        trashed(1, { trashedAt: "2026-11-23T12:00:00.000Z" }),
      ]),
    ],
    pageParams: [null, null],
  });
  expect(groups.map(({ runId, todos }) => [runId, todos.map(({ title }) => title)])).toEqual([
    [null, ["Todo 5", "Todo 4"]],
    [run, ["Todo 3", "Todo 2"]],
    [null, ["Todo 1"]],
  ]);
  expect(trashGroups(undefined)).toEqual([]);
});
