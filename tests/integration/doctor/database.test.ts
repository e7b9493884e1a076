import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Prisma } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import { examineDatabase } from "#scripts/doctor/database/database.ts";
import { examineDemo } from "#scripts/doctor/database/demo.ts";
import { examineGrowth } from "#scripts/doctor/database/growth.ts";
import { examineListen } from "#scripts/doctor/database/listen.ts";
import { examineRights, judgeRights } from "#scripts/doctor/database/rights.ts";
import { examineSchedules } from "#scripts/doctor/database/schedules.ts";
import { examineSession } from "#scripts/doctor/database/session.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { createBareDatabase, type TestDatabase } from "#tests/support/database.ts";

const day = 86_400_000;
const now = new Date("2026-11-24T12:00:30Z");
let clock = now;
const definitions = { systemPing, todoCleanup, trashPurge };
const context = setUpApp(() => ({ engine: createIdleEngine(), clock: () => clock, definitions }));

const troubles = (findings: readonly { level: string; message: string }[]) =>
  findings.filter(({ level }) => level !== "ok").map(({ level, message }) => `${level}: ${message}`);

test("a migrated database is reachable, new enough and keeps the same time", async () => {
  const { findings, usable } = await examineDatabase(context.url);
  expect(usable).toBe(true);
  expect(findings.map(({ level }) => level)).toEqual(["ok", "ok", "ok", "ok", "ok", "ok"]);
});

test("a database that can't be reached is an error that names no password", async () => {
  const { findings, usable } = await examineDatabase("postgresql://tidy:hidden@127.0.0.1:1/tidy");
  expect(usable).toBe(false);
  expect(troubles(findings)).toEqual([expect.stringMatching(/^error: Cannot connect to PostgreSQL at 127.0.0.1:1/)]);
  expect(JSON.stringify(findings)).not.toContain("hidden");
});

test("an address that asks for TLS, or is badly encoded, is told from a server that doesn't answer", async () => {
  const tls = await examineDatabase(`${context.url}?sslmode=require`);
  expect(troubles(tls.findings)).toEqual([expect.stringMatching(/: it has no TLS, which DATABASE_URL asks for\./)]);
  const encoded = await examineDatabase("postgresql://tidy:hidden@127.0.0.1/tidy%b");
  expect(troubles(encoded.findings)).toEqual([expect.stringMatching(/: it has a % that is not percent-encoded\./)]);
});

describe("a database that was never migrated", () => {
  let bare: TestDatabase;
  beforeAll(async () => {
    bare = await createBareDatabase();
  });
  afterAll(() => bare.drop());

  test("is an error that says how to migrate it", async () => {
    const { findings, usable } = await examineDatabase(bare.url);
    expect(usable).toBe(false);
    expect(troubles(findings)).toEqual([expect.stringMatching(/^error: \d+ migrations are not applied/)]);
  });
});

test("notifications arrive over a direct connection", async () => {
  expect(troubles(await examineListen(context.url))).toEqual([]);
});

test("the app's sessions are in UTC whatever the database says", async () => {
  await context.db
    .$executeRaw`ALTER ROLE CURRENT_USER IN DATABASE ${Prisma.raw(new URL(context.url).pathname.slice(1))} SET timezone TO 'Asia/Tokyo'`;
  expect(troubles(await examineSession(context.url))).toEqual([]);
});

test("what a start needs is checked beforehand: rights and connections", async () => {
  expect(troubles(await examineRights(context.url))).toEqual([]);
  const enough = { mayCreateSchema: true, mayCreateTables: true, mayChangeQueue: null, connections: 97 };
  expect(troubles(judgeRights({ ...enough, mayCreateSchema: false, mayChangeQueue: true }))).toEqual([]);
  expect(troubles(judgeRights({ ...enough, mayCreateSchema: false }))).toEqual([
    "error: The user may not create the queue's schema, pgboss.",
  ]);
  expect(troubles(judgeRights({ ...enough, mayChangeQueue: false }))).toHaveLength(1);
  expect(troubles(judgeRights({ ...enough, mayCreateTables: false }))).toEqual([
    expect.stringMatching(/^error: The user may not create tables/),
  ]);
  expect(troubles(judgeRights({ ...enough, connections: 25 }))).toEqual([
    "warning: 25 connections are allowed. One process opens up to 26 under load.",
  ]);
});

test("a database whose last run is old may be a restored backup", async () => {
  const run = { task: "system/ping", trigger: "cli", payload: {}, engine: "in-process", status: "succeeded" };
  const createdAt = new Date(now.getTime() - 3 * day);
  await context.db.taskRun.create({ data: { id: newId(createdAt), ...run, createdAt, finishedAt: createdAt } });
  const findings = await examineSchedules(context.app, now);
  expect(findings.find(({ message }) => message.includes("3 days ago"))).toMatchObject({
    level: "warning",
    fix: expect.stringContaining("TASKS_PAUSED=1"),
  });
  await context.app.runtime.store.record({ task: "system/ping", trigger: "cli", payload: {}, engine: "postgres" }, now);
  await context.app.runtime.held.holdUnfinished(now);
  expect(troubles(await examineSchedules(context.app, now)).join()).toContain(
    "warning: 1 run waits for your confirmation",
  );
  await context.db.taskRun.deleteMany();
  expect(troubles(await examineSchedules(context.app, now)).join()).not.toMatch(/days ago|your confirmation/);
});

test("a connection that is refused is an error", async () => {
  expect(troubles(await examineSession("postgresql://tidy:hidden@127.0.0.1:1/tidy"))).toEqual([
    expect.stringMatching(/^error: The app's own connection is refused: /),
  ]);
});

test("an app that never started has no heartbeat", async () => {
  expect(troubles(await examineSchedules(context.app, now))).toEqual([
    expect.stringMatching(/^error: No schedule is registered yet/),
  ]);
});

test("schedules that no scheduler calls for are overdue, paused ones are mentioned", async () => {
  clock = new Date(now.getTime() - day);
  await context.app.schedules.register(clock);
  await context.app.schedules.pause(trashPurge);
  expect(troubles(await examineSchedules(context.app, now))).toEqual([
    expect.stringMatching(/^error: Last heartbeat: never/),
    "error: system/ping is overdue: no scheduler has called.",
    "error: todo/cleanup is overdue: no scheduler has called.",
    "warning: trash/purge is paused.",
  ]);
});

test("a demo account that nobody gets in to is mentioned", async () => {
  const times = { createdAt: now, updatedAt: now };
  await context.db.user.create({ data: { id: newId(now), name: "Demo", email: "demo@example.com", ...times } });
  expect(await examineDemo(testEnv(context.url, { DEMO_MODE: "1" }))).toEqual([]);
  const [finding] = await examineDemo(testEnv(context.url, { DEMO_MODE: "0" }));
  expect(finding).toMatchObject({ level: "ok", message: expect.stringContaining("demo@example.com of npm run dev") });
});

test("rows that should have gone days ago are counted for each table", async () => {
  expect(troubles(await examineGrowth(testEnv(context.url), now))).toEqual([]);
  const ownerId = newId(now);
  const old = new Date(now.getTime() - 40 * day);
  const times = { createdAt: old, updatedAt: old };
  await context.db.user.create({ data: { id: ownerId, name: "A", email: "a@example.com", ...times } });
  const todo = { ownerId, title: "Old", completedAt: old, expiresAt: new Date(old.getTime() + 7 * day), ...times };
  await context.db.todo.create({ data: { id: newId(now), ...todo } });
  await context.db.trashedTodo.create({
    data: { id: newId(now), ...todo, notes: "", pinned: false, trashedAt: old, reason: "user" },
  });
  const run = { task: "system/ping", trigger: "cli", payload: {}, engine: "in-process", createdAt: old };
  await context.db.taskRun.create({ data: { id: newId(now), ...run, status: "succeeded", finishedAt: old } });
  const findings = await examineGrowth(testEnv(context.url, { TASK_RUNS_PRUNE_SCHEDULE: "off" }), now);
  expect(troubles(findings)).toEqual([
    "warning: 1 todos past their retention are at least 2 days older than they should be.",
    "warning: 1 todos in the trash are at least 2 days older than they should be.",
    "warning: 1 finished runs are at least 2 days older than they should be.",
  ]);
  expect(findings.at(-1)?.fix).toMatch(/^TASK_RUNS_PRUNE_SCHEDULE is off/);
});
