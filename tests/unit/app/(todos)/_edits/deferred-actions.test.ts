import { expect, test, vi } from "vitest";
import { lazyValue } from "#app/_ui/lazy.tsx";
import { deferTodoActions } from "#app/(todos)/_edits/deferred-actions.ts";
import type { TodoActions } from "#app/(todos)/_edits/todo-actions.ts";
import { hearNotices } from "../../heard-notices.ts";

function setUp() {
  const did: string[] = [];
  const doing = (what: string) => async (subject?: unknown) => void did.push(`${what} ${JSON.stringify(subject)}`);
  const actions: TodoActions = {
    add: doing("add"),
    change: doing("change"),
    toggle: doing("toggle"),
    remove: doing("remove"),
    clearCompleted: doing("clear"),
    pinExpiring: doing("pin"),
    trashExpiring: doing("trash"),
  };
  return { ...hearNotices(), did, actions };
}

test("what is done before they are loaded happens once they are, in order; they are loaded once", async () => {
  const { did, actions, notices } = setUp();
  const load = vi.fn(async () => actions);
  const deferred = deferTodoActions(lazyValue(load), notices);
  await Promise.all([deferred.add({ title: "a" }), deferred.add({ title: "b" }), deferred.clearCompleted()]);
  expect(did).toEqual(['add {"title":"a"}', 'add {"title":"b"}', "clear undefined"]);
  await deferred.add({ title: "c" });
  expect([did.at(-1), load.mock.calls.length]).toEqual(['add {"title":"c"}', 1]);
});

test("where they can't be loaded a notice says so, and its Retry does what was asked for, once", async () => {
  const { did, said, failed, actions, notices } = setUp();
  const load = vi.fn(async () => actions).mockRejectedValueOnce(new Error("no network"));
  const deferred = deferTodoActions(lazyValue(load), notices);
  await deferred.add({ title: "a" });
  expect([did, said]).toEqual([[], ["That didn’t work."]]);
  failed[0]?.retry?.();
  await vi.waitFor(() => expect(did).toEqual(['add {"title":"a"}']));
});
