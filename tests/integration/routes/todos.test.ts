import pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as changes from "#app/api/changes/route.ts";
import * as todo from "#app/api/todos/[id]/route.ts";
import * as clearCompleted from "#app/api/todos/clear-completed/route.ts";
import * as todos from "#app/api/todos/route.ts";
import * as restore from "#app/api/trash/[id]/restore/route.ts";
import * as trashed from "#app/api/trash/[id]/route.ts";
import * as restoreMany from "#app/api/trash/restore/route.ts";
import * as trash from "#app/api/trash/route.ts";
import { addDays } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import { pageOf } from "#lib/todo-service/pages.ts";
import { type Todo, todoSchema } from "#lib/todo-service/schemas.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { problemOf, setUpApi } from "./api.ts";

const api = setUpApi();
let ann: Headers;
let bob: Headers;

beforeAll(async () => {
  ann = await api.signUp("ann@example.com");
  bob = await api.signUp("bob@example.com");
});

async function create(title: string, headers = ann): Promise<Todo> {
  const response = await api.call(todos.POST, { method: "POST", headers, body: { title } });
  expect(response.status).toBe(201);
  return todoSchema.parse(await response.json());
}

async function list(search: string, headers = ann) {
  const response = await api.call(todos.GET, { url: `/api/todos?${search}`, headers });
  expect(response.status).toBe(200);
  return pageOf(todoSchema).parse(await response.json());
}

const patch = (id: string, body: unknown, headers = ann) =>
  api.call(todo.PATCH, { method: "PATCH", params: { id }, headers, body });

const remove = (id: string, headers = ann) => api.call(todo.DELETE, { method: "DELETE", params: { id }, headers });

describe("/api/todos", () => {
  it("creates with 201, the todo and its location", async () => {
    const body = { title: " Buy milk ", notes: "2 l", dueOn: "2026-12-01", pinned: true };
    const response = await api.call(todos.POST, { method: "POST", headers: ann, body });
    expect(response.status).toBe(201);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-type")).toBe("application/json");
    const made = todoSchema.parse(await response.json());
    expect(made).toMatchObject({ title: "Buy milk", notes: "2 l", dueOn: "2026-12-01", pinned: true });
    expect(response.headers.get("location")).toBe(`/api/todos/${made.id}`);
  });

  it("creates a todo once, however often a request with its id arrives", async () => {
    const send = (headers: Headers, id: unknown) =>
      api.call(todos.POST, { method: "POST", headers, body: { id, title: "Once" } });
    const id = newId(new Date());
    const first = await send(ann, id.toUpperCase());
    const made = await first.json();
    expect([first.status, first.headers.get("location"), made.id]).toEqual([201, `/api/todos/${id}`, id]);
    const again = await send(ann, id);
    expect([again.status, await again.json()]).toEqual([200, made]);
    const foreign = await send(bob, id);
    expect(foreign.status).toBe(409);
    expect(JSON.stringify(await problemOf(foreign))).not.toContain("Once");
    const refused = [
      crypto.randomUUID(),
      "1",
      7,
      newId(addDays(new Date(), 2)),
      id.replace(/-[89ab](?=...-............$)/, "-c"),
    ];
    for (const other of refused) expect((await send(ann, other)).status).toBe(422);
  });

  it("lists by pages, filter and search", async () => {
    const carol = await api.signUp("carol@example.com");
    const [first, second, third] = [
      await create("One", carol),
      await create("Two", carol),
      await create("Three", carol),
    ];
    await patch(second.id, { completed: true }, carol);
    const page = await list("limit=2", carol);
    expect(page.items.map(({ title }) => title)).toEqual(["Three", "Two"]);
    expect((await list(`limit=2&cursor=${page.nextCursor}`, carol)).items).toEqual([first]);
    expect((await list("status=open&q=&cursor=", carol)).items).toEqual([third, first]);
    expect((await list("status=completed", carol)).items.map(({ title }) => title)).toEqual(["Two"]);
    expect((await list("q=tHR", carol)).items).toEqual([third]);
  });

  it("tells which changed last", async () => {
    const gina = await api.signUp("gina@example.com");
    const [kept, gone] = [await create("Kept", gina), await create("Gone", gina)];
    await remove(gone.id, gina);
    const response = await api.call(changes.GET, { headers: gina });
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        changed: [{ id: kept.id, updatedAt: kept.updatedAt }],
        trashed: [{ id: gone.id, trashedAt: expect.any(String) }],
      },
    ]);
  });

  it("lists 50 in one statement, the session's included", async () => {
    const frank = await api.signUp("frank@example.com");
    for (let n = 0; n < 51; n += 1) await create(`Todo ${n}`, frank);
    const sent = vi.spyOn(pg.Client.prototype, "query");
    const page = await list("limit=50", frank);
    expect(sent).toHaveBeenCalledTimes(1);
    sent.mockRestore();
    expect(page.items).toHaveLength(50);
  });

  it("clears completed todos, and undoes that", async () => {
    const dave = await api.signUp("dave@example.com");
    const { id } = await create("Done", dave);
    await create("Open", dave);
    await patch(id, { completed: true }, dave);
    const cleared = await api.call(clearCompleted.POST, { method: "POST", headers: dave });
    expect(cleared.status).toBe(200);
    const { deletedCount, trashedAt } = await cleared.json();
    expect(deletedCount).toBe(1);
    expect((await list("", dave)).items.map(({ title }) => title)).toEqual(["Open"]);
    const undone = await api.call(restoreMany.POST, { method: "POST", headers: dave, body: { trashedAt } });
    expect(await undone.json()).toMatchObject({ restoredCount: 1 });
    expect((await list("", dave)).items).toHaveLength(2);
  });
});

describe("/api/todos/{id}", () => {
  it("reads, changes, completes and trashes", async () => {
    const made = await create("Draft");
    const read = await api.call(todo.GET, { params: { id: made.id }, headers: ann });
    expect([read.status, await read.json()]).toEqual([200, made]);

    const changed = await patch(made.id, { title: "Final", completed: true });
    expect(changed.status).toBe(200);
    const completed = todoSchema.parse(await changed.json());
    expect(completed.title).toBe("Final");
    const days = (Date.parse(completed.expiresAt ?? "") - Date.parse(completed.completedAt ?? "")) / 86_400_000;
    expect(days).toBe(7);

    const gone = await remove(made.id);
    expect([gone.status, await gone.text()]).toEqual([204, ""]);
    expect((await api.call(todo.GET, { params: { id: made.id }, headers: ann })).status).toBe(404);
  });

  it("answers a conflicting edit with a problem that holds the current todo", async () => {
    const made = await create("Plan");
    const theirs = await (await patch(made.id, { title: "Theirs" })).json();
    const response = await patch(made.id, { title: "Mine", base: { title: "Plan" } });
    expect(response.status).toBe(409);
    expect(await problemOf(response)).toEqual({
      type: `${appUrl}/docs#edit-conflict`,
      title: "Changed meanwhile",
      status: 409,
      detail: "This todo was changed somewhere else. Compare both versions and choose one.",
      errors: [{ field: "title", message: "was changed somewhere else" }],
      current: theirs,
    });
    expect((await patch(made.id, { title: "Mine", base: { title: "Theirs" } })).status).toBe(200);
  });

  it("takes a change, a delete and a restore that were sent twice as one", async () => {
    const made = await create("Plan");
    const params = { id: made.id };
    const change = { title: "Mine once", dueOn: "2026-12-24", completed: true, base: { title: "Plan", dueOn: null } };
    const saved = await (await patch(made.id, change)).json();
    const repeated = await patch(made.id, change);
    expect([repeated.status, await repeated.json()]).toEqual([200, { ...saved, updatedAt: expect.any(String) }]);
    for (const _ of ["first", "again"]) expect((await remove(made.id)).status).toBe(204);
    for (const _ of ["first", "again"]) {
      const restored = await api.call(restore.POST, { method: "POST", params, headers: ann, body: { undo: true } });
      expect([restored.status, (await restored.json()).title]).toEqual([200, "Mine once"]);
    }
    expect((await list("q=Mine+once")).items).toHaveLength(1);
  });

  it("refuses a base without changes, and a base of other fields", async () => {
    const { id } = await create("Plan");
    expect((await patch(id, { base: { title: "Plan" } })).status).toBe(422);
    expect((await patch(id, { title: "Mine", base: { pinned: true } })).status).toBe(422);
  });

  it("is 404 for anyone but the owner, whatever the method", async () => {
    const { id } = await create("Private");
    const params = { id };
    const attempts = [
      api.call(todo.GET, { params, headers: bob }),
      patch(id, { title: "Mine now" }, bob),
      remove(id, bob),
    ];
    for (const response of await Promise.all(attempts)) {
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    }
    await remove(id);
    expect((await api.call(restore.POST, { method: "POST", params, headers: bob })).status).toBe(404);
    expect((await api.call(trashed.DELETE, { method: "DELETE", params, headers: bob })).status).toBe(404);
    expect((await api.call(restore.POST, { method: "POST", params, headers: ann })).status).toBe(200);
  });

  it("answers the same for an unknown id and for no id at all", async () => {
    const unknown = await api.call(todo.GET, { params: { id: newId(new Date()) }, headers: ann });
    expect(await unknown.json()).toMatchObject({ status: 404, title: "Not found", type: `${appUrl}/docs#not-found` });
    const nonsense = await api.call(todo.GET, { params: { id: "1' OR '1'='1" }, headers: ann });
    expect(nonsense.status).toBe(404);
  });
});

describe("/api/trash", () => {
  it("lists, restores, deletes for good and empties", async () => {
    const erin = await api.signUp("erin@example.com");
    const made = [await create("One", erin), await create("Two", erin), await create("Three", erin)];
    for (const { id } of made) await remove(id, erin);
    const listed = await api.call(trash.GET, { url: "/api/trash?limit=2", headers: erin });
    const page = await listed.json();
    expect(page.items).toMatchObject([{ title: "Three", reason: "user", runId: null }, { title: "Two" }]);
    const rest = await api.call(trash.GET, { url: `/api/trash?cursor=${page.nextCursor}`, headers: erin });
    expect(await rest.json()).toMatchObject({ items: [{ title: "One" }], nextCursor: null });

    const params = { id: made[0]?.id };
    const restored = await api.call(restore.POST, { method: "POST", params, headers: erin });
    expect([restored.status, await restored.json()]).toEqual([200, { ...made[0], updatedAt: expect.any(String) }]);

    const gone = { method: "DELETE", params: { id: made[1]?.id }, headers: erin };
    expect((await api.call(trashed.DELETE, gone)).status).toBe(204);
    expect((await api.call(trashed.DELETE, gone)).status).toBe(404);

    const emptied = await api.call(trash.DELETE, { method: "DELETE", headers: erin });
    expect(await emptied.json()).toEqual({ deletedCount: 1 });
  });

  it("answers a restore of a todo in the list with a conflict", async () => {
    const { id } = await create("Twice");
    await remove(id);
    const row = await api.app.database.trashedTodo.findUniqueOrThrow({ where: { id } });
    const { trashedAt: _trashedAt, reason: _reason, runId: _runId, ...copy } = row;
    await api.app.database.todo.create({ data: copy });
    const response = await api.call(restore.POST, { method: "POST", params: { id }, headers: ann });
    expect([response.status, (await response.json()).title]).toEqual([409, "Conflict"]);
  });
});
