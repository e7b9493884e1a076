import { describe, expect, test, vi } from "vitest";
import { setUpExchanges } from "../exchanges.ts";
import { now, openPage } from "../todo-page.ts";
import { todoAt } from "../todos.ts";

const { exchange, exchanges } = setUpExchanges();

const inSevenDays = "2026-12-01T12:00:00.000Z";

describe("completing", () => {
  test("moves the todo at once, with the countdown that the server will give it", async () => {
    const { actions, shown, done } = openPage({ open: [todoAt(1)] });
    const completing = actions.toggle(todoAt(1));
    await exchange(0);
    expect(shown("open")).toEqual([]);
    expect(shown("completed")).toMatchObject([{ completedAt: now.toISOString(), expiresAt: inSevenDays }]);
    expect(done).toMatchObject([{ text: "Completed “Todo 1”.", detail: "Expires in 7 days." }]);
    const saved = todoAt(1, { completedAt: now.toISOString(), expiresAt: inSevenDays, title: "From the server" });
    (await exchange(0)).answer(200, saved);
    await completing;
    expect(exchanges).toMatchObject([
      { method: "PATCH", path: `/api/todos/${todoAt(1).id}`, body: { completed: true } },
    ]);
    expect(shown("completed")).toEqual([saved]);
  });

  test("puts it back when the network is gone, and Retry sends it again", async () => {
    const { actions, shown, failed } = openPage({ open: [todoAt(1)] });
    const completing = actions.toggle(todoAt(1));
    (await exchange(0)).disconnect();
    await completing;
    expect(shown("open")).toEqual([todoAt(1)]);
    expect(shown("completed")).toEqual([]);
    expect(failed).toMatchObject([{ text: "Couldn’t save “Todo 1”.", detail: expect.stringMatching(/connection/) }]);
    failed[0]?.retry?.();
    (await exchange(1)).answer(200, todoAt(1, { completedAt: now.toISOString() }));
    await vi.waitFor(() => expect(shown("completed")).toHaveLength(1));
  });

  test("doesn't offer to try again what the server has refused", async () => {
    const { actions, failed } = openPage({ open: [todoAt(1)] });
    const completing = actions.toggle(todoAt(1));
    (await exchange(0)).answer(404, { detail: "There is no such todo." });
    await completing;
    expect(failed).toMatchObject([{ detail: "There is no such todo." }]);
    expect(failed[0]).not.toHaveProperty("retry");
  });
});

test("a failed change takes back only itself, not the one made meanwhile", async () => {
  const { actions, shown } = openPage({ open: [todoAt(1)] });
  const renaming = actions.change(todoAt(1), { title: "Renamed" });
  const pinning = actions.change(todoAt(1), { pinned: true });
  (await exchange(0)).answer(500, {});
  await renaming;
  expect(shown("open")).toMatchObject([{ title: "Todo 1", pinned: true }]);
  (await exchange(1)).answer(200, todoAt(1, { pinned: true }));
  await pinning;
  expect(shown("open")).toEqual([todoAt(1, { pinned: true })]);
});

test("changes of one todo are sent in turn, and an early answer doesn't undo a later change", async () => {
  const { actions, shown } = openPage({ open: [todoAt(1)] });
  const first = actions.change(todoAt(1), { title: "One" });
  const second = actions.change(todoAt(1), { title: "Two" });
  (await exchange(0)).answer(200, todoAt(1, { title: "One" }));
  await first;
  expect(shown("open")).toMatchObject([{ title: "Two" }]);
  (await exchange(1)).answer(200, todoAt(1, { title: "Two" }));
  await second;
  expect(exchanges.map(({ body }) => body)).toEqual([
    { title: "One", base: { title: "Todo 1" } },
    { title: "Two", base: { title: "Todo 1" } },
  ]);
});

describe("adding", () => {
  test("shows a draft until the server has given it an id", async () => {
    const { actions, said, shown } = openPage({ open: [todoAt(1)] });
    const adding = actions.add({ title: "New" });
    const request = await exchange(0);
    expect(shown("open").map(({ title }) => title)).toEqual(["New", "Todo 1"]);
    request.answer(201, todoAt(2, { title: "New" }));
    await adding;
    expect(shown("open")).toEqual([todoAt(2, { title: "New" }), todoAt(1)]);
    expect(said).toEqual(["Added “New”."]);
  });

  test("shows and sends the due date that was understood", async () => {
    const { actions, shown } = openPage({});
    void actions.add({ title: "New", dueOn: "2026-12-01" });
    expect(await exchange(0)).toMatchObject({ path: "/api/todos", body: { title: "New", dueOn: "2026-12-01" } });
    expect(shown("open")).toMatchObject([{ title: "New", dueOn: "2026-12-01" }]);
    exchanges[0]?.answer(201, todoAt(1));
  });

  test("takes the draft away when it fails", async () => {
    const { actions, shown, failed } = openPage({});
    const adding = actions.add({ title: "New" });
    (await exchange(0)).answer(422, { errors: [{ field: "title", message: "use at most 200 characters" }] });
    await adding;
    expect(shown("open")).toEqual([]);
    expect(failed).toMatchObject([{ text: "Couldn’t add “New”.", detail: "use at most 200 characters" }]);
  });
});
