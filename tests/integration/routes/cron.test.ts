import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as cron from "#app/api/cron/[domain]/[action]/route.ts";
import { type App, createApp } from "#lib/composition/create-app.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { appUrl, cronSecret } from "#tests/support/app-env.ts";

const engine = createIdleEngine();
const context = setUpApp(() => ({ engine }), { TODO_CLEANUP_SCHEDULE: "* * * * *" });
let withoutSecret: App;

beforeAll(() => {
  const { CRON_SECRET: _, ...env } = context.app.env;
  withoutSecret = createApp(env, { database: context.db, engine });
});
beforeEach(async () => {
  engine.reachable = true;
  engine.accepted.length = 0;
  await context.db.taskRun.deleteMany();
  await context.db.taskSchedule.deleteMany();
  await context.app.schedules.register(new Date());
  await context.db.taskSchedule.updateMany({ data: { registeredAt: new Date(Date.now() - 3_600_000) } });
});

const cleanup = { domain: "todo", action: "cleanup" };
const callCron = (
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${cronSecret}` },
  params = cleanup,
) => cron.GET.respond(context.app, new Request(`${appUrl}/api/cron/todo/cleanup`, { headers }), params);

describe("the cron route", () => {
  test("starts the due slot's run, once", async () => {
    const response = await callCron();
    expect(response.status).toBe(202);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const { run } = await response.json();
    expect(run).toMatchObject({ task: "todo/cleanup", trigger: "schedule", status: "queued" });
    expect(run.dispatchedAt).not.toBeNull();
    expect(response.headers.get("location")).toBe(`/api/runs/${run.id}`);
    expect(engine.accepted).toEqual([run.id]);
    // So that nothing is due even if the minute has just changed. A slot further ahead would count as a fault of the
    // clock.
    await context.db.taskSchedule.updateMany({ data: { lastSlot: new Date(Date.now() + 50_000) } });
    const again = await callCron();
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ run: null, reason: "not-due" });
  });

  test("called twenty times at once starts one run for each slot", async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => callCron()));
    const slots = await context.db.taskRun.findMany({ where: { task: "todo/cleanup" } });
    expect(responses.filter((response) => response.status === 202)).toHaveLength(slots.length);
    expect(responses.every((response) => response.ok)).toBe(true);
    expect(new Set(slots.map((run) => run.slot?.getTime())).size).toBe(slots.length);
  });

  test("says why nothing is due", async () => {
    await context.app.schedules.pause(context.app.tasks.byName("todo/cleanup"));
    expect(await (await callCron()).json()).toEqual({ run: null, reason: "paused" });
    await context.db.taskSchedule.deleteMany();
    expect(await (await callCron()).json()).toEqual({ run: null, reason: "unknown-schedule" });
  });

  test("claims the slot even while the engine is out of reach", async () => {
    engine.reachable = false;
    const response = await callCron();
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ run: { status: "queued", dispatchedAt: null } });
  });

  test("leaves other runs to recovery", async () => {
    const request = { task: "trash/purge", trigger: "api", payload: {}, engine: "postgres" } as const;
    const { run: other } = await context.app.runtime.store.record(request, new Date(Date.now() - 3_600_000));
    expect((await callCron()).status).toBe(202);
    expect(engine.accepted).not.toContain(other.id);
    await context.app.scheduler.recover(new Date());
    expect(engine.accepted).toContain(other.id);
  });

  test("answers 404 for an unknown task", async () => {
    expect((await callCron(undefined, { domain: "todo", action: "cleanse" })).status).toBe(404);
  });

  test.each([
    ["nothing", {}],
    ["another secret", { authorization: "Bearer cron-secret-of-the-testz" }],
    ["the beginning of the secret", { authorization: "Bearer cron-secret" }],
    ["the secret in another scheme", { authorization: `Basic ${cronSecret}` }],
    ["the secret without a scheme", { authorization: cronSecret }],
    ["nothing after Bearer", { authorization: "Bearer " }],
  ])("refuses a caller who sends %s", async (_, headers) => {
    const response = await callCron(headers);
    expect(response.status).toBe(401);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await context.db.taskRun.count()).toBe(0);
  });

  test.each([
    {},
    { authorization: "Bearer undefined" },
    { authorization: "Bearer " },
    { authorization: "Bearer null" },
  ])("refuses everybody while there is no secret: %o", async (headers) => {
    const request = new Request(`${appUrl}/api/cron/todo/cleanup`, { headers });
    expect((await cron.GET.respond(withoutSecret, request, cleanup)).status).toBe(401);
    expect(await context.db.taskRun.count()).toBe(0);
  });
});
