import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Notices } from "#app/_feedback/notices.ts";
import { createTodoActions } from "#app/(todos)/_edits/todo-actions.ts";
import { todosOf } from "#app/(todos)/_queries/todo-pages.ts";
import { type TodoListKey, type TodoPages, todoKeys } from "#app/(todos)/_queries/todo-queries.ts";
import { createUndoHistory } from "#app/(todos)/_undo/undo-history.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { pagesOf, todoAt } from "../todos.ts";

const now = new Date("2026-11-24T12:00:00.000Z");
const inSevenDays = "2026-12-01T12:00:00.000Z";
const openKey: TodoListKey = { status: "open", q: "" };
const completedKey: TodoListKey = { status: "completed", q: "" };

type Done = Parameters<Notices["done"]>[0];
type Failed = Parameters<Notices["failed"]>[0];

/** The actions on a cache of their own, before a server that answers when the test says so. */
function setUp(todos: { open?: Todo[]; completed?: Todo[] }, retention = { retentionDays: 7, trashDays: 30 }) {
  const client = new QueryClient();
  client.setQueryData(todoKeys.list(openKey), pagesOf([todos.open ?? []]));
  client.setQueryData(todoKeys.list(completedKey), pagesOf([todos.completed ?? []]));
  const said = { say: [] as string[], done: [] as Done[], failed: [] as Failed[] };
  const notices: Notices = {
    say: (text) => said.say.push(text),
    done: (notice) => said.done.push(notice),
    failed: (notice) => said.failed.push(notice),
    dismiss: () => {},
  };
  const history = createUndoHistory(notices);
  const shown = (key: TodoListKey) => todosOf(client.getQueryData<TodoPages>(todoKeys.list(key)), key.status);
  const askWhich = () => Promise.resolve("undecided" as const);
  const context = { client, notices, retention, history, askWhich, clock: () => now };
  return { actions: createTodoActions(context), history, said, shown };
}

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  answer(status: number, body?: unknown): void;
  disconnect(): void;
}

let exchanges: Exchange[] = [];

beforeEach(() => {
  exchanges = [];
  vi.stubGlobal("fetch", (path: string, { method = "GET", body }: { method?: string; body?: string }) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    exchanges.push({
      method,
      path,
      body: body === undefined ? undefined : JSON.parse(body),
      answer: (status, answer) =>
        resolve(status === 204 ? new Response(null, { status }) : Response.json(answer, { status })),
      disconnect: () => reject(new TypeError("Failed to fetch")),
    });
    return promise;
  });
});
afterEach(() => vi.unstubAllGlobals());

/** The request of this number, as soon as it was made. */
const exchange = (index: number) =>
  vi.waitFor(() => {
    const found = exchanges[index];
    if (found === undefined) throw new Error(`request ${index} has not been made`);
    return found;
  });

describe("completing", () => {
  test("moves the todo at once, with the countdown that the server will give it", async () => {
    const { actions, said, shown } = setUp({ open: [todoAt(1)] });
    const completing = actions.toggle(todoAt(1));
    await exchange(0);
    expect(shown(openKey)).toEqual([]);
    expect(shown(completedKey)).toMatchObject([{ completedAt: now.toISOString(), expiresAt: inSevenDays }]);
    expect(said.done).toMatchObject([{ text: "Completed “Todo 1”.", detail: "Expires in 7 days." }]);
    const saved = todoAt(1, { completedAt: now.toISOString(), expiresAt: inSevenDays, title: "From the server" });
    (await exchange(0)).answer(200, saved);
    await completing;
    expect(exchanges).toMatchObject([
      { method: "PATCH", path: `/api/todos/${todoAt(1).id}`, body: { completed: true } },
    ]);
    expect(shown(completedKey)).toEqual([saved]);
  });

  test("puts it back when the network is gone, and Retry sends it again", async () => {
    const { actions, said, shown } = setUp({ open: [todoAt(1)] });
    const completing = actions.toggle(todoAt(1));
    (await exchange(0)).disconnect();
    await completing;
    expect(shown(openKey)).toEqual([todoAt(1)]);
    expect(shown(completedKey)).toEqual([]);
    expect(said.failed).toMatchObject([
      { text: "Couldn’t save “Todo 1”.", detail: expect.stringMatching(/connection/) },
    ]);
    said.failed[0]?.retry?.();
    (await exchange(1)).answer(200, todoAt(1, { completedAt: now.toISOString() }));
    await vi.waitFor(() => expect(shown(completedKey)).toHaveLength(1));
  });

  test("doesn't offer to try again what the server has refused", async () => {
    const { actions, said } = setUp({ open: [todoAt(1)] });
    const completing = actions.toggle(todoAt(1));
    (await exchange(0)).answer(404, { detail: "There is no such todo." });
    await completing;
    expect(said.failed).toMatchObject([{ detail: "There is no such todo." }]);
    expect(said.failed[0]).not.toHaveProperty("retry");
  });
});

test("a failed change takes back only itself, not the one made meanwhile", async () => {
  const { actions, shown } = setUp({ open: [todoAt(1)] });
  const renaming = actions.change(todoAt(1), { title: "Renamed" });
  const pinning = actions.change(todoAt(1), { pinned: true });
  (await exchange(0)).answer(500, {});
  await renaming;
  expect(shown(openKey)).toMatchObject([{ title: "Todo 1", pinned: true }]);
  (await exchange(1)).answer(200, todoAt(1, { pinned: true }));
  await pinning;
  expect(shown(openKey)).toEqual([todoAt(1, { pinned: true })]);
});

test("changes of one todo are sent in turn, and an early answer doesn't undo a later change", async () => {
  const { actions, shown } = setUp({ open: [todoAt(1)] });
  const first = actions.change(todoAt(1), { title: "One" });
  const second = actions.change(todoAt(1), { title: "Two" });
  (await exchange(0)).answer(200, todoAt(1, { title: "One" }));
  await first;
  expect(shown(openKey)).toMatchObject([{ title: "Two" }]);
  (await exchange(1)).answer(200, todoAt(1, { title: "Two" }));
  await second;
  expect(exchanges.map(({ body }) => body)).toEqual([
    { title: "One", base: { title: "Todo 1" } },
    { title: "Two", base: { title: "Todo 1" } },
  ]);
});

describe("adding", () => {
  test("shows a draft until the server has given it an id", async () => {
    const { actions, said, shown } = setUp({ open: [todoAt(1)] });
    const adding = actions.add({ title: "New" });
    const request = await exchange(0);
    expect(shown(openKey).map(({ title }) => title)).toEqual(["New", "Todo 1"]);
    request.answer(201, todoAt(2, { title: "New" }));
    await adding;
    expect(shown(openKey)).toEqual([todoAt(2, { title: "New" }), todoAt(1)]);
    expect(said.say).toEqual(["Added “New”."]);
  });

  test("shows and sends the due date that was understood", async () => {
    const { actions, shown } = setUp({});
    void actions.add({ title: "New", dueOn: "2026-12-01" });
    expect(await exchange(0)).toMatchObject({ path: "/api/todos", body: { title: "New", dueOn: "2026-12-01" } });
    expect(shown(openKey)).toMatchObject([{ title: "New", dueOn: "2026-12-01" }]);
    exchanges[0]?.answer(201, todoAt(1));
  });

  test("takes the draft away when it fails", async () => {
    const { actions, said, shown } = setUp({});
    const adding = actions.add({ title: "New" });
    (await exchange(0)).answer(422, { errors: [{ field: "title", message: "use at most 200 characters" }] });
    await adding;
    expect(shown(openKey)).toEqual([]);
    expect(said.failed).toMatchObject([{ text: "Couldn’t add “New”.", detail: "use at most 200 characters" }]);
  });
});

describe("removing", () => {
  test("can be undone before the server has answered: the restore waits for the removal", async () => {
    const { actions, said, shown } = setUp({ open: [todoAt(2), todoAt(1)] });
    void actions.remove(todoAt(2));
    expect((await exchange(0)).method).toBe("DELETE");
    expect(shown(openKey)).toEqual([todoAt(1)]);
    said.done[0]?.undo?.();
    await vi.waitFor(() => expect(shown(openKey)).toEqual([todoAt(2), todoAt(1)]));
    expect(exchanges).toHaveLength(1);
    (await exchange(0)).answer(204);
    expect(await exchange(1)).toMatchObject({ method: "POST", path: `/api/trash/${todoAt(2).id}/restore` });
    (await exchange(1)).answer(200, todoAt(2));
  });

  test("offers no undo where there is no trash", async () => {
    const { actions, said } = setUp({ open: [todoAt(1)] }, { retentionDays: 7, trashDays: 0 });
    void actions.remove(todoAt(1));
    await exchange(0);
    expect(said.done[0]).not.toHaveProperty("undo");
  });

  test("Clear completed leaves pinned todos, and its undo restores by the instant of the removal", async () => {
    const done = { completedAt: now.toISOString() };
    const { actions, said, shown } = setUp({ completed: [todoAt(2, done), todoAt(1, { ...done, pinned: true })] });
    const clearing = actions.clearCompleted();
    (await exchange(0)).answer(200, { deletedCount: 60, trashedAt: now.toISOString() });
    await clearing;
    expect(shown(completedKey)).toMatchObject([{ title: "Todo 1" }]);
    expect(said.done).toMatchObject([{ text: "Cleared 60 completed todos." }]);
    said.done[0]?.undo?.();
    expect(await exchange(1)).toMatchObject({ path: "/api/trash/restore", body: { trashedAt: now.toISOString() } });
    expect(shown(completedKey)).toHaveLength(2);
  });
});

describe("undoing", () => {
  const completedAt = now.toISOString();

  test("takes changes back one after another, with what the todo was before each", async () => {
    const { actions, history, said, shown } = setUp({ open: [todoAt(1)] });
    void actions.change(todoAt(1), { title: "Renamed" });
    (await exchange(0)).answer(200, todoAt(1, { title: "Renamed" }));
    void actions.change(todoAt(1, { title: "Renamed" }), { notes: "New", dueOn: "2026-12-01" });
    (await exchange(1)).answer(200, todoAt(1, { title: "Renamed", notes: "New", dueOn: "2026-12-01" }));
    history.undoLast();
    history.undoLast();
    const second = await exchange(2);
    expect(second.body).toEqual({ notes: "", dueOn: null, base: { notes: "New", dueOn: "2026-12-01" } });
    expect(shown(openKey)).toMatchObject([{ title: "Renamed", notes: "", dueOn: null }]);
    second.answer(200, todoAt(1, { title: "Renamed" }));
    const first = await exchange(3);
    expect(first.body).toEqual({ title: "Todo 1", base: { title: "Renamed" } });
    first.answer(200, todoAt(1));
    await vi.waitFor(() =>
      expect(said.done.map(({ text }) => text)).toEqual(["Undone: edited “Renamed”.", "Undone: renamed “Todo 1”."]),
    );
  });

  test.each([
    ["completing", todoAt(1), { completed: false }],
    ["reopening", todoAt(1, { completedAt }), { completed: true }],
  ])("%s", async (_case, todo, body) => {
    const { actions, history } = setUp({ [todo.completedAt === null ? "open" : "completed"]: [todo] });
    void actions.toggle(todo);
    (await exchange(0)).answer(200, todo);
    history.undoLast();
    expect(await exchange(1)).toMatchObject({ method: "PATCH", body });
  });

  test("what the server refused is no step, what Retry did is one", async () => {
    const { actions, history, said } = setUp({ open: [todoAt(1)] });
    const pinning = actions.change(todoAt(1), { pinned: true });
    (await exchange(0)).answer(500, {});
    await pinning;
    history.undoLast();
    await vi.waitFor(() => expect(said.done.at(-1)).toMatchObject({ text: "There is nothing to undo." }));
    said.failed[0]?.retry?.();
    (await exchange(1)).answer(200, todoAt(1, { pinned: true }));
    history.undoLast();
    expect((await exchange(2)).body).toEqual({ pinned: false });
  });

  test("an undo that fails says why, and is not said to be done", async () => {
    const { actions, history, said, shown } = setUp({ open: [todoAt(1)] });
    void actions.remove(todoAt(1));
    (await exchange(0)).answer(204);
    history.undoLast();
    (await exchange(1)).answer(404, { detail: "It is not in the trash." });
    await vi.waitFor(() =>
      expect(said.failed).toMatchObject([{ text: "Couldn’t restore “Todo 1”.", detail: "It is not in the trash." }]),
    );
    expect(shown(openKey)).toEqual([]);
    expect(said.done.map(({ text }) => text)).toEqual(["Deleted “Todo 1”."]);
  });
});

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
    const { actions, history, said, shown } = setUp({ completed: [soon, later] });
    void actions.trashExpiring(expiring);
    const gone = await exchange(0);
    expect(gone).toMatchObject({ path: "/api/todos/expiring/trash", body: { asOf: expiring.asOf } });
    expect(shown(completedKey)).toEqual([later]);
    gone.answer(200, { deletedCount: 60, trashedAt: "2026-11-24T12:00:01.000Z" });
    await vi.waitFor(() => expect(said.done).toMatchObject([{ text: "Let 60 todos go." }]));
    history.undoLast();
    expect(await exchange(1)).toMatchObject({
      path: "/api/trash/restore",
      body: { trashedAt: "2026-11-24T12:00:01.000Z" },
    });
  });

  test("is pinned, and unpinned", async () => {
    const { actions, said, shown } = setUp({ completed: [soon, later] });
    void actions.pinExpiring(expiring);
    const kept = await exchange(0);
    expect(kept).toMatchObject({ path: "/api/todos/expiring/pin", body: { asOf: expiring.asOf } });
    expect(shown(completedKey)).toMatchObject([{ pinned: true, expiresAt: null }, later]);
    kept.answer(200, { pinnedCount: 60, pinnedAt: "2026-11-24T12:00:01.000Z" });
    await vi.waitFor(() => expect(said.done).toMatchObject([{ text: "Kept 60 todos." }]));
    said.done[0]?.undo?.();
    expect(await exchange(1)).toMatchObject({
      path: "/api/todos/expiring/unpin",
      body: { pinnedAt: "2026-11-24T12:00:01.000Z" },
    });
  });

  test("comes back to the list when the server refuses", async () => {
    const { actions, said, shown } = setUp({ completed: [soon, later] });
    const going = actions.trashExpiring(expiring);
    (await exchange(0)).disconnect();
    await going;
    expect(shown(completedKey)).toEqual([soon, later]);
    expect(said.failed).toMatchObject([{ text: "Couldn’t let these todos go." }]);
  });
});
