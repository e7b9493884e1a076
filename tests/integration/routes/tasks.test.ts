import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as audit from "#app/api/audit/route.ts";
import * as schedules from "#app/api/schedules/route.ts";
import * as pause from "#app/api/tasks/[domain]/[action]/pause/route.ts";
import * as preview from "#app/api/tasks/[domain]/[action]/preview/route.ts";
import * as resume from "#app/api/tasks/[domain]/[action]/resume/route.ts";
import * as task from "#app/api/tasks/[domain]/[action]/route.ts";
import * as runNextSlot from "#app/api/tasks/[domain]/[action]/run-next-slot/route.ts";
import * as tasks from "#app/api/tasks/route.ts";
import { createApp } from "#lib/composition/create-app.ts";
import type { Route } from "#lib/http/route.ts";
import { registry } from "#lib/tasks/registry.ts";
import { createIdleEngine } from "#tests/support/app.ts";
import { addOwner, addTodo, daysAgo } from "#tests/support/people.ts";
import { type Call, problemOf, setUpApi, withHeaders } from "./api.ts";

const api = setUpApi();
let session: Headers;
let script: Headers;

beforeAll(async () => {
  session = await api.signUpAdmin();
  script = await api.scriptOf(session);
  await api.app.runtime.engine.start();
});
afterAll(() => api.app.stop());
beforeEach(async () => {
  await api.app.database.taskRun.deleteMany();
  await api.app.database.taskSchedule.deleteMany();
  await api.app.schedules.register(new Date());
});

const cleanup = { domain: "todo", action: "cleanup" };
const call = (route: Route, more: Call = {}) => api.call(route, { params: cleanup, headers: script, ...more });
const post = (body?: unknown, more: Call = {}) => call(task.POST, { method: "POST", body, ...more });
const waiting = (prefer: string) => ({ headers: withHeaders(script, { prefer }) });

describe("running a task", () => {
  test("answers at once with the queued run and where to look for it", async () => {
    const response = await post({ payload: { days: 7 } });
    expect(response.status).toBe(202);
    const { run } = await response.json();
    expect(response.headers.get("location")).toBe(`/api/runs/${run.id}`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(run).toMatchObject({ task: "todo/cleanup", status: "queued", trigger: "api", payload: { days: 7 } });
    expect(run.requestedBy).toMatch(/^[0-9a-f-]{36}$/);
    expect(await api.app.runs.wait(run.id, { timeoutMs: 20_000 })).toMatchObject({ status: "succeeded" });
  });

  test("from the console counts as such, and needs no payload", async () => {
    const { run } = await (await post(undefined, { headers: session })).json();
    expect(run).toMatchObject({ trigger: "console", payload: {} });
  });

  test("with Prefer: wait answers with the finished run", async () => {
    const response = await post({ payload: { days: 7 } }, waiting("respond-async, wait=30"));
    expect(response.status).toBe(200);
    expect(response.headers.get("preference-applied")).toBe("wait");
    const { run } = await response.json();
    expect(response.headers.get("location")).toBe(`/api/runs/${run.id}`);
    expect(run).toMatchObject({ status: "succeeded", result: { deletedCount: 0, batches: expect.any(Number) } });
  });

  test("that takes longer than the caller waits answers with the run as it is", async () => {
    const idle = createApp(api.app.env, { database: api.app.database, engine: createIdleEngine() });
    const headers = withHeaders(script, { prefer: "wait=1" });
    const request = new Request("https://tidy.example.com/api/tasks/todo/cleanup", { method: "POST", headers });
    const response = await task.POST.respond(idle, request, cleanup);
    expect(response.status).toBe(202);
    expect(response.headers.get("preference-applied")).toBeNull();
    expect(await response.json()).toMatchObject({ run: { status: "queued" } });
  });

  test("twice with the same key starts one run", async () => {
    const [first, second] = await Promise.all([post({ idempotencyKey: "monday" }), post({ idempotencyKey: "monday" })]);
    const [one, other] = [await first.json(), await second.json()];
    expect(other.run.id).toBe(one.run.id);
    const started = await (await call(audit.GET, { url: `/api/audit?run=${one.run.id}`, params: {} })).json();
    expect(started.items).toMatchObject([{ action: "run-enqueued", via: "api-key" }]);
    expect(await api.app.database.taskRun.count()).toBe(1);
  });

  test("with a key of another task is a conflict that names it", async () => {
    await post({ idempotencyKey: "monday" });
    const response = await post({ idempotencyKey: "monday" }, { params: { domain: "trash", action: "purge" } });
    expect(response.status).toBe(409);
    expect(await problemOf(response)).toMatchObject({ errors: [{ field: "idempotencyKey" }] });
  });

  test("with the key of another payload is a conflict that says so, and starts nothing", async () => {
    await post({ idempotencyKey: "monday", payload: { days: 7 } });
    const response = await post({ idempotencyKey: "monday", payload: { days: 8 } });
    expect(response.status).toBe(409);
    expect(await problemOf(response)).toMatchObject({
      detail: "This idempotency key was used for a run with another payload.",
      errors: [{ field: "idempotencyKey" }],
    });
    expect(await api.app.database.taskRun.count()).toBe(1);
  });

  test.each([
    [{ payload: { days: "7" } }, ["payload.days"]],
    [{ payload: { days: -1, dayz: 1 } }, ["payload.days", "payload.dayz"]],
    [{ payload: 7 }, ["payload"]],
    [{ paylod: {} }, ["paylod"]],
    [{ idempotencyKey: "" }, ["idempotencyKey"]],
  ])("with %j is refused, naming %j", async (body, fields) => {
    const response = await post(body);
    expect(response.status).toBe(422);
    const { errors } = await problemOf(response);
    expect(errors.map((error: { field: string }) => error.field)).toEqual(fields);
    expect(await api.app.database.taskRun.count()).toBe(0);
  });

  test.each([
    { domain: "todo", action: "cleanse" },
    { domain: "Todo", action: "cleanup" },
    { domain: "todo", action: "clean%20up" },
  ])("that doesn't exist is a not-found: %o", async (params) => {
    expect((await post({}, { params })).status).toBe(404);
    expect((await call(task.GET, { params })).status).toBe(404);
    expect((await call(pause.POST, { method: "POST", params })).status).toBe(404);
  });

  test("while the engine is out of reach records the run, and says that it is undispatched", async () => {
    const engine = createIdleEngine();
    engine.reachable = false;
    const cutOff = createApp(api.app.env, { database: api.app.database, engine });
    const request = new Request("https://tidy.example.com/api/tasks/todo/cleanup", { method: "POST", headers: script });
    const response = await task.POST.respond(cutOff, request, cleanup);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ run: { status: "queued", dispatchedAt: null } });
  });
});

describe("previewing a task", () => {
  test("shows what it would do, and does nothing", async () => {
    const response = await call(preview.POST, { method: "POST", body: { payload: { days: 7 } } });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ count: 0, asOf: expect.stringMatching(/Z$/) });
    expect(await api.app.database.taskRun.count()).toBe(0);
  });

  test("leaves out people's titles unless it is asked for them, which is recorded", async () => {
    const owner = await addOwner(api.app.database);
    await addTodo(api.app.database, owner, { title: "Secret", completedAt: daysAgo(500) });
    const look = async (body: object) =>
      (await call(preview.POST, { method: "POST", body: { payload: { days: 400 }, ...body } })).json();
    const shown = async () => (await (await call(audit.GET, { url: "/api/audit?action=titles-shown" })).json()).items;
    expect(await look({})).toMatchObject({ count: 1, sample: [{ title: null, owner: { name: "Ada" } }] });
    expect(await shown()).toEqual([]);
    expect(await look({ titles: true })).toMatchObject({ sample: [{ title: "Secret" }] });
    expect(await shown()).toMatchObject([{ action: "titles-shown", task: "todo/cleanup" }]);
    await api.app.database.user.delete({ where: { id: owner.id } });
  });

  test("checks the payload, and needs a task that can be previewed", async () => {
    const refused = await call(preview.POST, { method: "POST", body: { payload: { days: "7" } } });
    expect(await problemOf(refused)).toMatchObject({ status: 422, errors: [{ field: "payload.days" }] });
    const params = { domain: "system", action: "ping" };
    expect((await call(preview.POST, { method: "POST", params })).status).toBe(404);
  });
});

describe("the tasks", () => {
  test("are listed with schedule and last run", async () => {
    const { run } = await (await post()).json();
    const response = await call(tasks.GET, { params: {} });
    expect(response.status).toBe(200);
    const { items } = await response.json();
    expect(items.map(({ name }: { name: string }) => name)).toEqual(Object.values(registry).map(({ name }) => name));
    expect(items).toContainEqual(expect.objectContaining({ name: "todo/import", schedule: null }));
    expect(items.find(({ name }: { name: string }) => name === "todo/cleanup")).toMatchObject({
      schedule: { cron: "0 3 * * *", nextRuns: expect.any(Array) },
      lastRun: { id: run.id },
    });
    const one = await call(task.GET);
    expect(await one.json()).toMatchObject({ name: "todo/cleanup", lastRun: { id: run.id } });
  });

  test("can be paused and resumed", async () => {
    const paused = await call(pause.POST, { method: "POST", body: { reason: " Moving house " } });
    expect(paused.status).toBe(200);
    const why = { by: "Somebody", reason: "Moving house" };
    expect(await paused.json()).toMatchObject({ task: "todo/cleanup", paused: true, pause: why });
    expect((await call(pause.POST, { method: "POST", body: { reason: "Backup" } })).status).toBe(409);
    expect((await call(runNextSlot.POST, { method: "POST" })).status).toBe(409);
    expect(await (await call(task.GET)).json()).toMatchObject({ schedule: { paused: true, nextRuns: [] } });
    const resumed = await call(resume.POST, { method: "POST" });
    expect(await resumed.json()).toMatchObject({ task: "todo/cleanup", paused: false });
    const { items } = await (await call(audit.GET, { params: {} })).json();
    const by = { via: "api-key", actorName: "script", actor: { name: "Somebody" }, task: "todo/cleanup" };
    expect(items[0]).toMatchObject({ action: "schedule-resumed", ...by });
    expect(items[1]).toMatchObject({ action: "schedule-paused", ...by, details: { reason: "Moving house" } });
  });

  const viewOf = async (name: string) => {
    const { items } = await (await call(schedules.GET, { params: {} })).json();
    return items.find((each: { task: string }) => each.task === name);
  };
  const runSlot = (slot: unknown) => call(runNextSlot.POST, { method: "POST", body: { slot } });

  test("run their next slot ahead of its time, which the schedules tell", async () => {
    const response = await call(runNextSlot.POST, { method: "POST" });
    expect(response.status).toBe(202);
    const { run } = await response.json();
    expect(run).toMatchObject({ task: "todo/cleanup", trigger: "api", slot: expect.any(String) });
    await api.app.database.taskSchedule.update({ where: { task: "trash/purge" }, data: { cron: "5 5 * * *" } });
    expect(await viewOf("todo/cleanup")).toMatchObject({ next: { slot: run.slot, runId: run.id }, differs: false });
    expect(await viewOf("trash/purge")).toMatchObject({
      code: { cron: "30 3 * * *" },
      environment: null,
      declared: { cron: "30 3 * * *" },
      stored: { cron: "5 5 * * *" },
      differs: true,
    });
    const acts = await (await call(audit.GET, { url: `/api/audit?run=${run.id}`, params: {} })).json();
    expect(acts.items).toMatchObject([{ action: "slot-run", details: { slot: run.slot } }]);
  });

  test("run the slot that the schedules named, or none where another is the next by now", async () => {
    const { next: planned } = await viewOf("todo/cleanup");
    const where = { task: "todo/cleanup" };
    await api.app.database.taskSchedule.update({ where, data: { registeredAt: daysAgo(2) } });
    const refused = await runSlot(planned.slot);
    const { next: due } = await viewOf("todo/cleanup");
    expect(due.runId).toBeNull();
    expect(refused.status).toBe(409);
    expect(await problemOf(refused)).toMatchObject({ detail: expect.stringContaining(due.slot) });
    expect(await api.app.database.taskRun.count()).toBe(0);
    expect((await runSlot("tonight")).status).toBe(422);
    const run = await runSlot(due.slot);
    expect(run.status).toBe(202);
    expect(await run.json()).toMatchObject({ run: { slot: due.slot } });
    expect(await viewOf("todo/cleanup")).toMatchObject({ next: planned });
  });
});
