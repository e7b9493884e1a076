import { describe, expect, test, vi } from "vitest";
import { setUpExchanges } from "../exchanges.ts";
import { now, openPage } from "../todo-page.ts";
import { todoAt } from "../todos.ts";

const { exchange, exchanges } = setUpExchanges();

describe("removing", () => {
  test("can be undone before the server has answered: the restore waits for the removal", async () => {
    const { actions, shown, done } = openPage({ open: [todoAt(2), todoAt(1)] });
    void actions.remove(todoAt(2));
    expect((await exchange(0)).method).toBe("DELETE");
    expect(shown("open")).toEqual([todoAt(1)]);
    done[0]?.undo?.();
    await vi.waitFor(() => expect(shown("open")).toEqual([todoAt(2), todoAt(1)]));
    expect(exchanges).toHaveLength(1);
    (await exchange(0)).answer(204);
    expect(await exchange(1)).toMatchObject({ method: "POST", path: `/api/trash/${todoAt(2).id}/restore` });
    (await exchange(1)).answer(200, todoAt(2));
  });

  test("offers no undo where there is no trash", async () => {
    const { actions, done } = openPage({ open: [todoAt(1)], trashDays: 0 });
    void actions.remove(todoAt(1));
    await exchange(0);
    expect(done[0]).not.toHaveProperty("undo");
  });

  test("Clear completed leaves pinned todos, and its undo restores by the instant of the removal", async () => {
    const completedAt = now.toISOString();
    const { actions, done, shown } = openPage({
      completed: [todoAt(2, { completedAt }), todoAt(1, { completedAt, pinned: true })],
    });
    const clearing = actions.clearCompleted();
    (await exchange(0)).answer(200, { deletedCount: 60, trashedAt: now.toISOString() });
    await clearing;
    expect(shown("completed")).toMatchObject([{ title: "Todo 1" }]);
    expect(done).toMatchObject([{ text: "Cleared 60 completed todos." }]);
    done[0]?.undo?.();
    expect(await exchange(1)).toMatchObject({ path: "/api/trash/restore", body: { trashedAt: now.toISOString() } });
    expect(shown("completed")).toHaveLength(2);
  });
});
