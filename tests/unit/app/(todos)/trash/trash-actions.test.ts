import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import type { Intent } from "#app/(todos)/_outbox/command.ts";
import { createUndoSteps } from "#app/(todos)/_outbox/reports/undo-steps.ts";
import { createTrashActions } from "#app/(todos)/trash/trash-actions.ts";
import { trashKeys } from "#app/(todos)/trash/trash-queries.ts";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import { hearNotices } from "../../heard-notices.ts";
import { todoAt } from "../todos.ts";

const trashed = (order: number): TrashedTodo => ({
  ...todoAt(order),
  trashedAt: "2026-11-24T12:00:00.000Z",
  reason: "user",
  runId: null,
  purgedAt: null,
});

/** The actions on a trash of their own, before a server that answers each request in turn. */
function setUp(todos: readonly TrashedTodo[], answers: readonly Response[]) {
  const client = new QueryClient();
  client.setQueryData(trashKeys.list(""), { pages: [{ items: todos, nextCursor: null }], pageParams: [null] });
  const { notices, ...heard } = hearNotices();
  const sent: { path: string; ids: string[]; q?: string }[] = [];
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    sent.push({ path, ...JSON.parse(body) });
    return answers[sent.length - 1] ?? Response.error();
  });
  const undone: Intent[] = [];
  const steps = createUndoSteps(notices, (intent) => undone.push(intent));
  return { ...heard, actions: createTrashActions(client, notices, async () => steps), sent, steps, undone };
}

const restoredAt = "2026-11-26T12:00:00.000Z";
const answerOf = (restoredCount: number) => Response.json({ restoredCount, restoredAt });
const some = (todos: readonly TrashedTodo[]) => ({ todos, q: undefined, count: todos.length });

afterEach(() => vi.unstubAllGlobals());

test("restores many in portions that the API takes, and says the sum", async () => {
  const todos = Array.from({ length: 501 }, (_, index) => trashed(index + 1));
  const answers = [answerOf(500), answerOf(1)];
  const { actions, said, sent } = setUp(todos, answers);
  await actions.restoreMany(some(todos));
  expect(sent.map(({ path, ids }) => [path, ids.length])).toEqual([
    ["/api/trash/restore", 500],
    ["/api/trash/restore", 1],
  ]);
  expect(said).toEqual(["Restored 501 todos."]);
});

test("restores all that a search finds by that search, whatever is loaded", async () => {
  const { actions, said, sent } = setUp([trashed(1)], [answerOf(1234)]);
  await actions.restoreMany({ todos: [trashed(1)], q: "milk", count: 1234 });
  expect(sent).toEqual([{ path: "/api/trash/restore", q: "milk" }]);
  expect(said).toEqual(["Restored 1,234 todos."]);
});

test("deletes many for good; a refusal says why", async () => {
  const todos = [trashed(1), trashed(2)];
  const answers = [Response.json({ deletedCount: 2 }), Response.json({ detail: "Not now." }, { status: 403 })];
  const { actions, failed, said, sent } = setUp(todos, answers);
  await actions.deleteMany(some(todos));
  await actions.deleteMany(some(todos));
  expect(sent[0]).toEqual({ path: "/api/trash/purge", ids: todos.map(({ id }) => id) });
  expect(said).toEqual(["Deleted 2 todos for good.", "Couldn’t delete 2 todos."]);
  expect(failed).toMatchObject([{ detail: "Not now." }]);
});

test("one that somebody else has deleted for good is deleted for good", async () => {
  const answers = [Response.json({ detail: "Not in the trash." }, { status: 404 })];
  const { actions, failed, said } = setUp([trashed(1)], answers);
  await actions.deleteForever(trashed(1));
  expect({ failed, said }).toEqual({ failed: [], said: ["Deleted “Todo 1” for good."] });
});

test("an undo before the server has answered waits for it; a failed restore is no step, a retried one is", async () => {
  const answers = [
    Response.json({ ...todoAt(1), updatedAt: restoredAt }),
    Response.json({ deletedCount: 1 }),
    Response.json({}, { status: 500 }),
    Response.json({ ...todoAt(2), updatedAt: restoredAt }),
    Response.json({ deletedCount: 1 }),
  ];
  const { actions, failed, said, sent, steps } = setUp([trashed(1), trashed(2)], answers);
  const restored = actions.restore(trashed(1));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  steps.undoLast();
  await restored;
  await vi.waitFor(() => expect(said).toEqual(["Restored “Todo 1”.", "Undone: 1 todo back in the trash."]));

  await actions.restore(trashed(2));
  steps.undoLast();
  expect(said.slice(2)).toEqual(["Couldn’t restore “Todo 2”.", "There is nothing to undo."]);
  failed[0]?.retry?.();
  await vi.waitFor(() => expect(said.at(-1)).toBe("Restored “Todo 2”."));
  steps.undoLast();
  await vi.waitFor(() => expect(said.at(-1)).toBe("Undone: 1 todo back in the trash."));
  expect(sent.map(({ path }) => path.replace(/^.*trash/, ""))).toEqual([
    `/${todoAt(1).id}/restore`,
    "/restore/undo",
    `/${todoAt(2).id}/restore`,
    `/${todoAt(2).id}/restore`,
    "/restore/undo",
  ]);
});

test("what leaves the trash withdraws the notices that offer nothing but that; what is deleted for good, its undo", async () => {
  const answers = [Response.json({}, { status: 500 }), Response.json({ deletedCount: 1 })];
  const { actions, dismissed, failed, said, steps, undone } = setUp([trashed(1)], answers);
  const deleted = (noticeId: string, ...orders: readonly number[]) => {
    const inverses = orders.map((order): [string, Intent] => {
      const base = todoAt(order);
      return [base.id, { kind: "restore", todoIds: [base.id], base, changes: null }];
    });
    steps.record({ noticeId, what: "deleted", inverses: new Map(inverses) });
  };
  const undoneSteps = () => undone.map(({ todoIds }) => todoIds);
  deleted("one", 1);
  await actions.empty([trashed(1)]);
  expect(dismissed).toEqual(["one"]);
  steps.undoLast();
  expect(undoneSteps()).toEqual([[todoAt(1).id]]);

  deleted("one", 1);
  deleted("two", 1, 2);
  failed[0]?.retry?.();
  await vi.waitFor(() => expect(said.at(-1)).toBe("Deleted 1 todo for good."));
  steps.undoLast();
  expect(undoneSteps().slice(1)).toEqual([[todoAt(1).id], [todoAt(2).id]]);
  steps.undoLast();
  expect(said.at(-1)).toBe("There is nothing to undo.");
});
