import { describe, expect, test, vi } from "vitest";
import { setUpExchanges } from "../exchanges.ts";
import { now, openPage } from "../todo-page.ts";
import { todoAt } from "../todos.ts";

const { exchange } = setUpExchanges();

describe("undoing", () => {
  const completedAt = now.toISOString();

  test("takes changes back one after another, with what the todo was before each", async () => {
    const { actions, history, shown, done } = openPage({ open: [todoAt(1)] });
    void actions.change(todoAt(1), { title: "Renamed" });
    (await exchange(0)).answer(200, todoAt(1, { title: "Renamed" }));
    void actions.change(todoAt(1, { title: "Renamed" }), { notes: "New", dueOn: "2026-12-01" });
    (await exchange(1)).answer(200, todoAt(1, { title: "Renamed", notes: "New", dueOn: "2026-12-01" }));
    history.undoLast();
    history.undoLast();
    const second = await exchange(2);
    expect(second.body).toEqual({ notes: "", dueOn: null, base: { notes: "New", dueOn: "2026-12-01" } });
    expect(shown("open")).toMatchObject([{ title: "Renamed", notes: "", dueOn: null }]);
    second.answer(200, todoAt(1, { title: "Renamed" }));
    const first = await exchange(3);
    expect(first.body).toEqual({ title: "Todo 1", base: { title: "Renamed" } });
    first.answer(200, todoAt(1));
    await vi.waitFor(() =>
      expect(done.map(({ text }) => text)).toEqual(["Undone: edited “Renamed”.", "Undone: renamed “Todo 1”."]),
    );
  });

  test.each([
    ["completing", todoAt(1), { completed: false }],
    ["reopening", todoAt(1, { completedAt }), { completed: true }],
  ])("%s", async (_case, todo, body) => {
    const { actions, history } = openPage({ [todo.completedAt === null ? "open" : "completed"]: [todo] });
    void actions.toggle(todo);
    (await exchange(0)).answer(200, todo);
    history.undoLast();
    expect(await exchange(1)).toMatchObject({ method: "PATCH", body });
  });

  test("what the server refused is no step, what Retry did is one", async () => {
    const { actions, history, done, failed } = openPage({ open: [todoAt(1)] });
    const pinning = actions.change(todoAt(1), { pinned: true });
    (await exchange(0)).answer(500, {});
    await pinning;
    history.undoLast();
    await vi.waitFor(() => expect(done.at(-1)).toMatchObject({ text: "There is nothing to undo." }));
    failed[0]?.retry?.();
    (await exchange(1)).answer(200, todoAt(1, { pinned: true }));
    history.undoLast();
    expect((await exchange(2)).body).toEqual({ pinned: false });
  });

  test("an undo that fails says why, and is not said to be done", async () => {
    const { actions, history, shown, done, failed } = openPage({ open: [todoAt(1)] });
    void actions.remove(todoAt(1));
    (await exchange(0)).answer(204);
    history.undoLast();
    (await exchange(1)).answer(404, { detail: "It is not in the trash." });
    await vi.waitFor(() =>
      expect(failed).toMatchObject([{ text: "Couldn’t restore “Todo 1”.", detail: "It is not in the trash." }]),
    );
    expect(shown("open")).toEqual([]);
    expect(done.map(({ text }) => text)).toEqual(["Deleted “Todo 1”."]);
  });
});
