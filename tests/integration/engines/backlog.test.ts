import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBacklog } from "#lib/engines/postgres/backlog.ts";
import { newId } from "#lib/id.ts";
import { loggerFor } from "#lib/logger.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";

const database = setUpTestDatabase();
const queue = "test/frozen";
let boss: PgBoss;

beforeAll(async () => {
  boss = new PgBoss({ connectionString: database.url, supervise: false, schedule: false, max: 2 });
  await boss.start();
  await boss.createQueue(queue);
});
afterAll(() => boss.stop());

async function jobOf(id: string) {
  const [job] = await boss.findJobs(queue, { id });
  return job?.state;
}

/** The backlog of a job that this process keeps. It has begun the run of another job, which still waits. */
async function frozenBacklog() {
  const ids = [newId(new Date()), newId(new Date())] as const;
  for (const id of ids) await boss.send(queue, {}, { id, retryLimit: 3 });
  const [kept] = await boss.fetch(queue, { includeMetadata: true });
  if (kept === undefined) throw new Error("There is no job.");
  const store = { waiting: async () => [] };
  const shutdown = new AbortController().signal;
  const backlog = openBacklog({ boss, job: kept, store, shutdown, logger: loggerFor(testEnv(database.url)) });
  const other = kept.id === ids[0] ? ids[1] : ids[0];
  backlog.started(other);
  return { backlog, other };
}

test("what a backlog has done completes the jobs that wait", async () => {
  const { backlog, other } = await frozenBacklog();
  await backlog.close();
  expect(await jobOf(other)).toBe("completed");
});

test("a process that was frozen leaves the jobs alone that another has fetched since", async () => {
  for (const act of ["close", "retryLast"] as const) {
    const { backlog, other } = await frozenBacklog();
    const [fetched] = await boss.fetch(queue);
    expect(fetched?.id).toBe(other);
    await backlog[act](new Error("It was told to stop."));
    expect(await jobOf(other)).toBe("active");
  }
});
