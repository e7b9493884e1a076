import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { createApp } from "#lib/composition/create-app.ts";
import { type RequestHost, request } from "#scripts/drill/request/host.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodos, daysAgo, todoIds, trashIds } from "#tests/support/people.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { variablesOf } from "#tests/support/processes/processes.ts";

const database = setUpTestDatabase();
/**
 * Every twenty-fifth takes 25 ms, so that all are more than a step of three seconds removes. On a busy machine, a new
 * process needs one of these before it begins. A batch stays short: the database ends it after its process was killed.
 */
const dueCount = 4_000;
let due: string[];
let host: RequestHost;

const resultSchema = z.object({ deletedCount: z.int() });
const progressSchema = z.object({ deletedCount: z.int() }).nullable();

beforeEach(async () => {
  const { db } = database;
  await db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, task_schedule, request_claim, "user" CASCADE`;
  await stayAt("(00|25|50|75)$", 0.025);
  const ada = await addOwner(db);
  await addTodos(db, ada, dueCount, daysAgo(30));
  due = await todoIds(db);
  await addTodos(db, ada, 50, daysAgo(3, new Date()));
  const env = testEnv(database.url, { VERCEL: "1", TASK_STEP_SECONDS: "3", TODO_CLEANUP_SCHEDULE: missed() });
  host = {
    env: { ...inheritedEnvironment(), ...variablesOf(env) },
    limitSeconds: 60,
    marginSeconds: 5,
    program: inject("programs").request,
  };
  await createApp(env, { database: db }).schedules.register(daysAgo(2, new Date()));
}, 60_000);

/** Makes the cleanup stay at the todos with such a title. */
async function stayAt(title: string, seconds: number): Promise<void> {
  const { db } = database;
  await db.$executeRaw`CREATE OR REPLACE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(tg_argv[0]::float8); RETURN new; END $$`;
  await db.$executeRawUnsafe(`CREATE OR REPLACE TRIGGER stay BEFORE INSERT ON trashed_todo
    FOR EACH ROW WHEN (new.title ~ '${title}') EXECUTE FUNCTION stay(${seconds})`);
}

/** The server processes that are there. */
async function sleepers(): Promise<number[]> {
  const rows = await database.db.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`;
  return rows.map(({ pid }) => pid);
}

/** Ends the statement of a process that was killed there, and lets the next pass. */
async function goOn(): Promise<void> {
  for (const pid of await sleepers()) await database.db.$queryRaw`SELECT pg_terminate_backend(${pid}, 10_000)`;
  await database.db.$executeRaw`DROP TRIGGER stay ON trashed_todo`;
}

/** A schedule whose latest slot was hours ago, whenever the tests run. */
const missed = () => `0 ${(new Date().getUTCHours() + 12) % 24} * * *`;

const onlyRun = async () => await database.db.taskRun.findFirstOrThrow({ where: { task: "todo/cleanup" } });

/** Calls until the cleanup has ended; each process ends as `end` says. Resolves to the number of calls. */
async function callUntilDone(end: "with-its-answer" | "by-itself"): Promise<number> {
  for (let calls = 1; calls <= 40; calls += 1) {
    const sent = request(host, "todo/cleanup");
    expect(await sent.answered).toMatchObject({ status: expect.toBeOneOf([200, 202]) });
    if (end === "with-its-answer") sent.kill();
    await sent.ended;
    await passOneDay();
    if ((await onlyRun()).finishedAt !== null) return calls;
  }
  throw new Error("The cleanup did not end within 40 calls.");
}

/** Claims end while time passes until the next call. */
const passOneDay = () =>
  database.db.$executeRaw`UPDATE request_claim SET claimed_until = claimed_until - interval '1 day'`;

async function expectCountedExactly(): Promise<void> {
  const run = await onlyRun();
  expect(run).toMatchObject({ status: "succeeded", trigger: "catch-up", failures: [] });
  expect(resultSchema.parse(run.result).deletedCount).toBe(dueCount);
  expect(await trashIds(database.db)).toEqual(due);
  expect(await database.db.todo.count()).toBe(50);
}

describe("on a host that starts a process for each request", { timeout: 300_000 }, () => {
  test("a cleanup ends after enough calls, though each process is killed with its answer", async () => {
    expect(await callUntilDone("with-its-answer")).toBeGreaterThan(1);
    await expectCountedExactly();
  });

  test("a cleanup ends within one call if its process may go on after the answer", async () => {
    expect(await callUntilDone("by-itself")).toBe(1);
    await expectCountedExactly();
  });

  test("a killed request keeps its task until its limit, then the next call continues without a used-up attempt", async () => {
    const deletedCount = async () => progressSchema.parse((await onlyRun()).progress)?.deletedCount ?? 0;
    // As long as a statement may take.
    await stayAt("^Todo 2000$", 14);
    const doomed = request(host, "todo/cleanup");
    await vi.waitFor(async () => expect(await sleepers()).toHaveLength(1), { timeout: 60_000 });
    const startedBefore = new Date();
    doomed.kill();
    await doomed.ended;
    await goOn();
    const saved = await deletedCount();
    expect(saved).toBeGreaterThan(0);
    expect(saved).toBeLessThan(dueCount);

    // The claim lasts as long as its request could have lived, and the margin.
    const { claimedUntil } = await database.db.requestClaim.findUniqueOrThrow({ where: { task: "todo/cleanup" } });
    expect(claimedUntil.getTime()).toBeGreaterThan(Date.now());
    expect(claimedUntil.getTime()).toBeLessThanOrEqual(startedBefore.getTime() + 65_000);
    const early = request(host, "todo/cleanup");
    expect(await early.answered).toMatchObject({ status: 200, answer: { run: null, reason: "not-due" } });
    await early.ended;
    expect(await onlyRun()).toMatchObject({ status: "running", attempt: 1 });
    expect(await deletedCount()).toBe(saved);

    await passOneDay();
    await callUntilDone("by-itself");
    await expectCountedExactly();
  });
});
