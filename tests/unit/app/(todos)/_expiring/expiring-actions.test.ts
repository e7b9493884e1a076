import { describe, expect, test, vi } from "vitest";
import { setUpExchanges } from "../exchanges.ts";
import { now, openPage } from "../todo-page.ts";
import { todoAt } from "../todos.ts";

const { exchange } = setUpExchanges();

describe("what leaves within a day", () => {
  const at = { completedAt: "2026-11-17T12:00:00.000Z", updatedAt: "2026-11-17T12:00:00.000Z" };
  const soon = todoAt(2, { ...at, expiresAt: "2026-11-24T13:00:00.000Z" });
  const later = todoAt(1, { ...at, expiresAt: "2026-11-30T12:00:00.000Z" });
  const expiring = {
    count: 60,
    firstExpiresAt: "2026-11-24T13:00:00.000Z",
    lastExpiresAt: "2026-11-24T13:00:00.000Z",
    asOf: now.toISOString(),
  };

  test("is let go by the instant that was shown, and undone by that of the removal", async () => {
    const { actions, history, shown, done } = openPage({ completed: [soon, later] });
    void actions.trashExpiring(expiring);
    const gone = await exchange(0);
    expect(gone).toMatchObject({ path: "/api/todos/expiring/trash", body: { asOf: expiring.asOf } });
    expect(shown("completed")).toEqual([later]);
    gone.answer(200, { deletedCount: 60, trashedAt: "2026-11-24T12:00:01.000Z" });
    await vi.waitFor(() => expect(done).toMatchObject([{ text: "Let 60 todos go." }]));
    history.undoLast();
    expect(await exchange(1)).toMatchObject({
      path: "/api/trash/restore",
      body: { trashedAt: "2026-11-24T12:00:01.000Z" },
    });
  });

  test("is pinned, and unpinned", async () => {
    const { actions, shown, done } = openPage({ completed: [soon, later] });
    void actions.pinExpiring(expiring);
    const kept = await exchange(0);
    expect(kept).toMatchObject({ path: "/api/todos/expiring/pin", body: { asOf: expiring.asOf } });
    expect(shown("completed")).toMatchObject([{ pinned: true, expiresAt: null }, later]);
    kept.answer(200, { pinnedCount: 60, pinnedAt: "2026-11-24T12:00:01.000Z" });
    await vi.waitFor(() => expect(done).toMatchObject([{ text: "Kept 60 todos." }]));
    done[0]?.undo?.();
    expect(await exchange(1)).toMatchObject({
      path: "/api/todos/expiring/unpin",
      body: { pinnedAt: "2026-11-24T12:00:01.000Z" },
    });
  });

  test("comes back to the list when the server refuses", async () => {
    const { actions, shown, failed } = openPage({ completed: [soon, later] });
    const going = actions.trashExpiring(expiring);
    (await exchange(0)).disconnect();
    await going;
    expect(shown("completed")).toEqual([soon, later]);
    expect(failed).toMatchObject([{ text: "Couldn’t let these todos go." }]);
  });
});
