import { beforeEach, describe, expect, test } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { addOwner, addTodo } from "#tests/support/people.ts";

const startedAt = new Date("2026-05-01T12:00:00Z");
const context = setUpApp(() => ({ engine: createIdleEngine(), clock: () => startedAt }));
const at = (time: string) => new Date(`2026-05-${time}:00Z`);

beforeEach(async () => {
  await context.db.taskRun.deleteMany();
  await context.db.taskSchedule.deleteMany();
  await context.app.schedules.register(context.app.runtime.clock());
});

const check = (now: Date) => context.app.health.checkReadiness(now);

/** Runs everything that is due, and executes the ping at once. */
async function runPing(now: Date): Promise<void> {
  await context.app.scheduler.runAllDue(now);
  const ping = await context.db.taskRun.findFirstOrThrow({ where: { task: "system/ping" }, orderBy: { id: "desc" } });
  await context.app.runtime.store.startAttempt(ping.id, now);
  await context.app.runtime.store.succeed({ id: ping.id, attempt: 1 }, { pongAt: now.toISOString() }, now);
}

/** The ping at another pace, on its own schedule or none. */
async function registerPing(cron: string | null): Promise<void> {
  await context.app.runtime.schedules.register([{ task: "system/ping", cron, timeZone: "UTC" }], startedAt);
}

describe("readiness", () => {
  test("is there once everything that is due is executed", async () => {
    await runPing(at("02T03:31"));
    expect(await check(at("02T03:32"))).toMatchObject({
      status: "ready",
      checks: { database: { ok: true }, heartbeat: { ok: true }, schedules: { ok: true } },
    });
  });

  test("is there for the first minutes of an app that has just started", async () => {
    expect(await check(new Date(startedAt.getTime() + 60_000))).toMatchObject({ status: "ready" });
  });

  test("is missing before the app has started its tasks", async () => {
    await context.db.taskSchedule.deleteMany();
    expect(await check(startedAt)).toMatchObject({ status: "not-ready", checks: { heartbeat: { ok: false } } });
  });

  test("ends when pings are claimed but not executed", async () => {
    await runPing(at("02T03:31"));
    await context.app.scheduler.runAllDue(at("02T03:32"));
    await context.app.scheduler.runAllDue(at("02T03:35"));
    expect(await check(at("02T03:36"))).toMatchObject({
      status: "not-ready",
      checks: {
        heartbeat: { ok: false, detail: expect.stringContaining("2026-05-02T03:31:00.000Z") },
        schedules: { ok: true },
      },
    });
  });

  test("ends when no scheduler calls, and names the overdue schedules", async () => {
    await runPing(at("02T03:31"));
    const readiness = await check(at("03T03:10"));
    expect(readiness).toMatchObject({ status: "not-ready", checks: { schedules: { ok: false } } });
    for (const task of ["system/ping", "task-runs/prune", "todo/cleanup"]) {
      expect(readiness.checks.schedules.detail).toContain(task);
    }
    expect(readiness.checks.schedules.detail).not.toMatch(/trash/);
  });

  test("follows a slower ping: one that came at its last slot is fresh until the next is overdue", async () => {
    await registerPing("0 * * * *");
    await runPing(at("02T03:00"));
    expect(await check(at("02T03:59"))).toMatchObject({ status: "ready" });
    expect(await check(at("02T04:02"))).toMatchObject({ status: "ready" });
    await context.app.scheduler.runAllDue(at("02T04:00"));
    expect(await check(at("02T04:04"))).toMatchObject({ status: "not-ready", checks: { heartbeat: { ok: false } } });
  });

  test("asks for no ping that is off or paused", async () => {
    await registerPing(null);
    expect(await check(at("02T03:31"))).toMatchObject({ status: "ready" });
    await registerPing("* * * * *");
    await context.app.schedules.pause(context.app.tasks.byName("system/ping"));
    expect(await check(at("02T03:31"))).toMatchObject({ status: "ready" });
  });

  test("is missing while the database doesn't answer, and gives nothing away", async () => {
    const url = "postgresql://tidy:secret@127.0.0.1:1/tidy";
    const cutOff = createApp(testEnv(url), { engine: createIdleEngine() });
    const readiness = await cutOff.health.checkReadiness(startedAt);
    expect(readiness).toMatchObject({ status: "not-ready", checks: { database: { ok: false } } });
    expect(JSON.stringify(readiness)).not.toMatch(/secret|127\.0\.0\.1/);
    await cutOff.close();
  });

  test("says of a locked table of runs that it did not answer, not that the backlog cannot be read", async () => {
    const owner = await addOwner(context.db);
    const id = await addTodo(context.db, owner, { completedAt: at("01T12:00") });
    await context.db.todo.update({ where: { id }, data: { expiresAt: at("02T02:00") } });
    await runPing(at("02T03:31"));
    await withConnection(context.url, async (client) => {
      await client.query("BEGIN; LOCK TABLE task_run");
      const { checks } = await check(at("03T07:00"));
      expect(checks.backlog).toEqual({ ok: false, detail: expect.stringContaining("did not answer this in time") });
      await client.query("ROLLBACK");
    });
  });
});
