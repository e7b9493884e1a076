import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
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
  return { ...heard, actions: createTrashActions(client, notices), sent };
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
