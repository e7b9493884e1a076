import { describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { callEndpoint } from "./endpoint.ts";
import { FakeInngestRun } from "./fake-inngest.ts";
import { functionIdOf, setUpInngest } from "./fixture.ts";

const fixture = setUpInngest();

/** The function run of an event that somebody sent from Inngest's dashboard. */
const inngestRunOfEvent = (task: string, data: unknown, id = `dashboard-${newId(new Date())}`) =>
  new FakeInngestRun(functionIdOf(task), { name: task, id, data });

describe("the endpoint", () => {
  test("describes itself", async () => {
    const { status, body } = await callEndpoint("GET");
    expect(status).toBe(200);
    expect(body).toMatchObject({ mode: "dev", function_count: fixture.app.runtime.catalog.all.length + 1 });
  });

  test("registers one function for each task, with its event, its cron in our time zone, retries and concurrency", async () => {
    const { status, body } = await callEndpoint("PUT", {
      headers: { "x-inngest-sync-kind": "in_band" },
      body: JSON.stringify({ url: "https://tidy.example.com/api/inngest" }),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ app_id: "tidy" });
    expect(body).toHaveProperty(
      "functions",
      expect.arrayContaining([
        expect.objectContaining({
          id: "tidy-system-ping",
          name: "Heartbeat",
          triggers: [{ event: "system/ping" }, { cron: "TZ=Europe/Berlin * * * * *" }],
          concurrency: { limit: 1 },
          steps: { step: expect.objectContaining({ retries: { attempts: 0 } }) },
        }),
        expect.objectContaining({
          id: "tidy-test-flaky",
          triggers: [{ event: "test/flaky" }],
          concurrency: { limit: 1 },
          steps: { step: expect.objectContaining({ retries: { attempts: 2 } }) },
        }),
      ]),
    );
  });

  test("knows no other function", async () => {
    const answer = await new FakeInngestRun("tidy-list-export", { name: "list/export", id: "1", data: {} }).next();
    expect(answer.status).toBe(500);
    expect(answer.text).toContain("tidy-list-export");
  });
});

describe("an event from the dashboard", () => {
  test("gets a run of its own, once", async () => {
    const inngestRun = inngestRunOfEvent("test/echo", { text: "by hand" }, "dashboard-1");
    await inngestRun.toEnd();
    expect(await fixture.newestOf("test/echo")).toMatchObject({
      trigger: "event",
      engine: "inngest",
      status: "succeeded",
      payload: { text: "by hand" },
      dispatchedAt: expect.any(String),
    });
    const again = await inngestRunOfEvent("test/echo", { text: "by hand" }, "dashboard-1").toEnd();
    expect(again).toMatchObject({ status: 200, body: { text: "by hand" } });
  });

  test.each([undefined, null])("without data (%s) asks for what a call without a payload does", async (data) => {
    await inngestRunOfEvent("system/ping", data).toEnd();
    expect(await fixture.newestOf("system/ping")).toMatchObject({ trigger: "event", status: "succeeded", payload: {} });
    const answer = await inngestRunOfEvent("test/echo", data).toEnd();
    expect(answer).toMatchObject({ status: 400, mayRetry: false, body: { message: expect.stringMatching(/^text: /) } });
  });

  test("with an invalid payload fails at once, names the field, and is not retried", async () => {
    const before = await fixture.db.taskRun.count();
    const answer = await inngestRunOfEvent("test/echo", { text: 7 }).toEnd();
    expect(answer).toMatchObject({ status: 400, mayRetry: false, body: { message: expect.stringMatching(/^text: /) } });
    expect(await fixture.db.taskRun.count()).toBe(before);
  });

  test.each([
    ["after it was recorded", 1],
    ["before a step ever ran", 0],
  ])("that Inngest gave up %s is recorded as failed", async (_, calls) => {
    const text = `given up after ${calls}`;
    const inngestRun = inngestRunOfEvent("test/echo", { text });
    for (let call = 0; call < calls; call++) await inngestRun.next();
    await inngestRun.giveUp({ name: "Error", message: "connect ECONNREFUSED" });
    expect(await fixture.newestOf("test/echo")).toMatchObject({
      ...{ trigger: "event", status: "failed", payload: { text } },
      error: { message: "connect ECONNREFUSED" },
    });
  });
});

describe("Inngest's cron", () => {
  const tick = () =>
    new FakeInngestRun("tidy-system-ping", {
      name: "inngest/scheduled.timer",
      id: newId(new Date()),
      data: { cron: "* * * * *" },
    });
  const succeeded = { status: 200, body: { pongAt: expect.any(String) } };
  const hourAgo = () => new Date(Date.now() - 3_600_000);

  test("claims the due slot, once", async () => {
    await fixture.db.taskSchedule.updateMany({ data: { registeredAt: hourAgo(), lastSlot: null } });
    expect(await tick().toEnd()).toMatchObject(succeeded);
    expect(await fixture.newestOf("system/ping")).toMatchObject({
      trigger: "schedule",
      status: "succeeded",
      engine: "inngest",
    });
    await fixture.db.taskSchedule.updateMany({ data: { lastSlot: new Date(Date.now() + 60_000) } });
    const inngestRun = tick();
    expect(await inngestRun.toEnd()).toMatchObject({ status: 200, body: { skipped: "not-due" } });
    expect(inngestRun.log).toEqual(["record the run: StepRun", "recover other runs: StepRun", "function: 200"]);
  });

  const due = () => fixture.db.taskSchedule.updateMany({ data: { registeredAt: hourAgo(), lastSlot: null } });

  test("called again after its answer got lost, continues with the slot that it claimed", async () => {
    await fixture.db.taskRun.deleteMany();
    await due();
    const inngestRun = tick();
    await inngestRun.nextLost();
    expect(await inngestRun.toEnd()).toMatchObject(succeeded);
    expect(await fixture.db.taskRun.count()).toBe(1);
  });

  test("whose run Inngest gave up records it as failed", async () => {
    await fixture.db.taskRun.deleteMany();
    await due();
    const inngestRun = tick();
    await inngestRun.next();
    await inngestRun.giveUp({ name: "Error", message: "connect ECONNREFUSED" });
    expect(await fixture.newestOf("system/ping")).toMatchObject({
      trigger: "schedule",
      status: "failed",
      error: { message: "connect ECONNREFUSED" },
    });
  });

  test("given up before a step ever ran leaves its slot to the next call", async () => {
    await fixture.db.taskRun.deleteMany();
    await due();
    const inngestRun = tick();
    await inngestRun.giveUp({ name: "Error", message: "connect ECONNREFUSED" });
    expect(inngestRun.log).toEqual(["failed: 200"]);
    expect(await fixture.db.taskRun.count()).toBe(0);
    await tick().toEnd();
    expect(await fixture.newestOf("system/ping")).toMatchObject({ status: "succeeded" });
  });

  test("recovers undispatched runs", async () => {
    const run = await fixture.record("test/echo", { text: "undispatched" }, hourAgo());
    await tick().toEnd();
    expect(fixture.accepted).toContain(run.id);
  });

  test("runs its own slot even if the recovery of other runs fails", async () => {
    await fixture.db.taskRun.deleteMany();
    await due();
    const stalled = await fixture.record("test/echo", { text: "stalled" }, hourAgo());
    await fixture.app.runtime.store.markDispatched(stalled, hourAgo());
    await fixture.db.$executeRawUnsafe(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'row is damaged'; END $$`);
    await fixture.db.$executeRawUnsafe(`
      CREATE TRIGGER damaged BEFORE UPDATE ON task_run FOR EACH ROW WHEN (OLD.task = 'test/echo')
      EXECUTE FUNCTION refuse_change()`);
    const answer = await tick()
      .toEnd()
      .finally(() => fixture.db.$executeRawUnsafe("DROP FUNCTION refuse_change CASCADE"));
    expect(answer).toMatchObject(succeeded);
    expect(await fixture.runOf(stalled)).toMatchObject({ status: "queued", dispatchedAt: expect.any(String) });
  });
});
