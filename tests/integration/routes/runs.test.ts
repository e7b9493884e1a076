import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as cancel from "#app/api/runs/[id]/cancel/route.ts";
import * as release from "#app/api/runs/[id]/release/route.ts";
import * as restore from "#app/api/runs/[id]/restore/route.ts";
import * as retry from "#app/api/runs/[id]/retry/route.ts";
import * as run from "#app/api/runs/[id]/route.ts";
import * as runs from "#app/api/runs/route.ts";
import type { Route } from "#lib/http/route.ts";
import { newId } from "#lib/id.ts";
import type { RunRequest } from "#lib/task-runs/run-store.ts";
import { problemOf, setUpApi } from "./api.ts";

const api = setUpApi({ TASK_ENGINE: "inngest", INNGEST_DEV: "http://127.0.0.1:1" });
let script: Headers;

beforeAll(async () => {
  script = await api.scriptOf(await api.signUpAdmin());
});
beforeEach(() => api.app.database.taskRun.deleteMany());

const get = (route: Route, url: string, id?: string) =>
  api.call(route, { url, headers: script, params: id === undefined ? {} : { id } });
const post = (route: Route, id: string) => api.call(route, { method: "POST", headers: script, params: { id } });

async function record(request: Partial<RunRequest> = {}): Promise<string> {
  const recorded = await api.app.runtime.store.record(
    { task: "todo/cleanup", trigger: "api", payload: { days: 7 }, engine: "postgres", ...request },
    new Date(),
  );
  return recorded.run.id;
}

async function finished(request: Partial<RunRequest> = {}): Promise<string> {
  const id = await record(request);
  await api.app.runtime.store.startAttempt(id, new Date());
  await api.app.runtime.store.succeed(
    { id, attempt: 1 },
    { deletedCount: 0, batches: 0, asOf: new Date().toISOString() },
    new Date(),
  );
  return id;
}

describe("runs", () => {
  test("are listed, filtered and paged", async () => {
    const first = await finished();
    const second = await record({ trigger: "console" });
    const page = await (await get(runs.GET, "/api/runs?limit=1")).json();
    expect(page).toMatchObject({ items: [{ id: second }], nextCursor: second });
    const rest = await (await get(runs.GET, `/api/runs?limit=1&cursor=${page.nextCursor}`)).json();
    expect(rest).toMatchObject({ items: [{ id: first }], nextCursor: null });
    const filtered = await get(runs.GET, "/api/runs?task=todo/cleanup&status=succeeded&trigger=api&q=deletedcount");
    expect(await filtered.json()).toMatchObject({ items: [{ id: first }] });
  });

  test.each([
    ["status=done", "status"],
    ["trigger=moon", "trigger"],
    ["task=cleanup", "task"],
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["cursor=next", "cursor"],
    ["page=2", "page"],
  ])("are not listed by %s", async (query, field) => {
    const response = await get(runs.GET, `/api/runs?${query}`);
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({ errors: [{ field }] });
  });

  test("are shown one by one", async () => {
    const id = await finished();
    const response = await get(run.GET, `/api/runs/${id}`, id);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({ id, status: "succeeded", result: { deletedCount: 0 } });
  });

  test.each([newId(new Date()), "7", "not-an-id"])("that don't exist are not found: %s", async (id) => {
    expect((await get(run.GET, `/api/runs/${id}`, id)).status).toBe(404);
    for (const route of [cancel.POST, release.POST, retry.POST, restore.POST]) {
      expect((await post(route, id)).status).toBe(404);
    }
  });
});

describe("canceling a run", () => {
  test("cancels a queued one", async () => {
    const response = await post(cancel.POST, await record());
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "canceled" });
  });

  test("asks a running one to stop", async () => {
    const id = await record();
    await api.app.runtime.store.startAttempt(id, new Date());
    expect(await (await post(cancel.POST, id)).json()).toMatchObject({
      status: "running",
      cancelRequestedAt: expect.any(String),
    });
  });

  test("that is finished is a conflict", async () => {
    const response = await post(cancel.POST, await finished());
    expect(response.status).toBe(409);
    expect((await problemOf(response)).detail).toContain("succeeded");
  });
});

describe("letting a held run execute", () => {
  test("returns it to the queue, once, and records who did it", async () => {
    const id = await record();
    await api.app.runtime.held.holdUnfinished(new Date());
    expect(await (await post(release.POST, id)).json()).toMatchObject({ status: "queued", heldAt: null });
    const again = await post(release.POST, id);
    expect(again.status).toBe(409);
    expect((await problemOf(again)).detail).toContain("not held");
    const { items } = await api.app.auth.audit.list({ action: "run-released" });
    expect(items).toMatchObject([{ runId: id }]);
  });
});

describe("running a finished run again", () => {
  test("records a new run with the same payload", async () => {
    const id = await finished({ idempotencyKey: "monday" });
    const response = await post(retry.POST, id);
    expect(response.status).toBe(202);
    const again = await response.json();
    expect(again.run.id).not.toBe(id);
    expect(again.run).toMatchObject({ task: "todo/cleanup", payload: { days: 7 }, status: "queued", trigger: "api" });
    expect(response.headers.get("location")).toBe(`/api/runs/${again.run.id}`);
  });

  test("is a conflict while it isn't finished", async () => {
    expect((await post(retry.POST, await record())).status).toBe(409);
  });

  test("is refused if its payload is no longer valid or its task no longer exists", async () => {
    const refused = await post(retry.POST, await finished({ payload: { weeks: 1 } }));
    expect(await problemOf(refused)).toMatchObject({ status: 422, errors: [{ field: "payload.weeks" }] });
    const gone = await post(retry.POST, await finished({ task: "list/export", payload: {} }));
    expect(await problemOf(gone)).toMatchObject({ status: 404, detail: expect.stringContaining("list/export") });
  });
});

test("restoring a run enqueues another, also where it was pruned from the history", async () => {
  const id = await finished();
  const response = await post(restore.POST, id);
  expect(response.status).toBe(202);
  const { run: started } = await response.json();
  expect(started).toMatchObject({ task: "trash/restore", status: "queued", payload: { runId: id } });
  expect(response.headers.get("location")).toBe(`/api/runs/${started.id}`);

  await api.app.database.taskRun.delete({ where: { id } });
  expect((await post(restore.POST, id)).status).toBe(404);
  const { id: ownerId } = await api.app.database.user.findFirstOrThrow();
  const at = new Date();
  const times = { createdAt: at, updatedAt: at, trashedAt: at };
  await api.app.database.trashedTodo.create({
    data: { id: newId(at), ownerId, title: "Gone", notes: "", pinned: false, reason: "cleanup", runId: id, ...times },
  });
  expect((await post(restore.POST, id)).status).toBe(202);
});
