import { beforeAll, describe, expect, it } from "vitest";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { newId } from "#lib/id.ts";
import { createRunFigures } from "#lib/task-runs/history/figures.ts";
import { listRunsSchema } from "#lib/task-runs/listing/list-schemas.ts";
import { createRunOutcomes } from "#lib/task-runs/outcomes/run-outcomes.ts";
import { createRunHistory } from "#lib/task-runs/prune.ts";
import {
  explain,
  indexesOf,
  nodesOf,
  type Statement,
  statementsOf,
  wholeTablesOf,
} from "#tests/support/query-plans.ts";
import { now, setUpStoredRuns } from "./recorded-runs.ts";

const runs = setUpStoredRuns({ keep: true });

beforeAll(async () => {
  await runs.db.$executeRaw`
    INSERT INTO task_run (id, task, trigger, payload, engine, created_at, dispatched_at)
    SELECT gen_random_uuid(), 'mail/send', 'api', '{}', 'postgres', ${now}, ${now} FROM generate_series(1, 1000)`;
});

/** Plans statements with their values, or for any value, as a prepared statement that is executed often. */
async function plansOf(statements: readonly Statement[], { forAny = false } = {}) {
  return await withConnection(runs.url, async (client) => {
    const plans = [];
    for (const statement of statements) {
      const plan = await explain(client, statement, forAny ? "often" : "once");
      const wholeTable = wholeTablesOf(plan).filter((table) => table === "task_run");
      plans.push({
        text: statement.text,
        types: nodesOf(plan).map((node) => node["Node Type"]),
        reads: [...indexesOf(plan), ...wholeTable.map(() => "the whole table")],
      });
    }
    return plans;
  });
}

/** The indexes that an action's statements read task_run by, but for that of ids, by which rows are fetched. */
async function readsOf(act: () => Promise<unknown>): Promise<string[]> {
  const plans = await plansOf(await statementsOf(act));
  return [...new Set(plans.flatMap(({ reads }) => reads))].filter((read) => read !== "task_run_pkey");
}

const attempt = () => ({ id: newId(now), attempt: 1 });

describe("a run", () => {
  it("starts without an entry in any index, since none names what the start changes", async () => {
    const naming = await runs.db.$queryRaw`
      SELECT indexname FROM pg_indexes
      WHERE tablename = 'task_run' AND indexdef ~ '\\m(status|attempt|progress|started_at|heartbeat_at|log)\\M'`;
    expect(naming).toEqual([]);
  });

  it("is found by its id alone, also while the database knows nothing of the table", async () => {
    const statements = await statementsOf(async () => {
      await runs.store.startAttempt(newId(now), now);
      await runs.store.continueAttempt(attempt(), now);
      await runs.store.succeed(attempt(), null, now);
      await runs.store.succeedAndStart(attempt(), null, newId(now), now);
    });
    const updates = statements.filter(({ text }) => /RETURNING|'succeeded'/.test(text));
    expect(updates).toHaveLength(4);
    for (const { text, reads } of await plansOf(updates, { forAny: true }))
      expect(new Set(reads), text).toEqual(new Set(["task_run_pkey"]));
  });
});

describe("with 20,000 runs, of which one task's 4,000 all failed", () => {
  beforeAll(async () => {
    await runs.db.$executeRaw`
      INSERT INTO task_run
        (id, task, trigger, payload, status, error, engine, created_at, dispatched_at, started_at, finished_at)
      SELECT gen_random_uuid(), CASE n % 5 WHEN 0 THEN 'system/backup' WHEN 1 THEN 'system/ping' ELSE 'mail/send' END,
        CASE n % 5 WHEN 1 THEN 'schedule' ELSE 'api' END, '{}',
        CASE WHEN n % 5 = 0 OR n % 997 = 0 THEN 'failed' WHEN n % 991 = 0 THEN 'canceled' ELSE 'succeeded' END,
        CASE WHEN n % 5 = 0 OR n % 997 = 0 THEN '{"name":"DiskError"}'::jsonb END, 'postgres', at, at, at, at
      FROM generate_series(1, 20000) AS n
      CROSS JOIN LATERAL (SELECT ${now}::timestamptz - n * interval '30 minutes' AS at) AS its`;
    await runs.db.$executeRaw`VACUUM ANALYZE task_run`;
  });

  const list = (filter: Readonly<Record<string, string>>) => () => runs.queries.list(listRunsSchema.parse(filter));
  const outcomes = () => createRunOutcomes(runs.db);
  const tasks = ["system/backup", "system/ping", "mail/send", "todo/cleanup"];

  it.each([
    ["those that failed", { status: "failed" }, "task_run_outcome_idx"],
    ["those that were canceled", { status: "canceled" }, "task_run_outcome_idx"],
    [
      "a task's that succeeded, of which there are none",
      { status: "succeeded", task: "system/backup" },
      "task_run_task_outcome_idx",
    ],
    ["those that are under way", { status: "running" }, "task_run_unfinished_idx"],
    ["a trigger's", { trigger: "cli" }, "task_run_trigger_id_idx"],
  ])("lists %s by an index", async (_name, filter, index) => {
    expect(await readsOf(list(filter))).toEqual([index]);
  });

  it("finds the newest success and failure of each task by one index each", async () => {
    expect(await readsOf(() => outcomes().latestSuccesses(tasks))).toEqual(["task_run_task_outcome_idx"]);
    expect(await readsOf(() => outcomes().latestFailures(tasks, now))).toEqual(["task_run_failure_idx"]);
    expect(await readsOf(() => runs.queries.lastSuccess("system/backup"))).toEqual(["task_run_task_outcome_idx"]);
  });

  it("takes the next runs of a backlog in the order of an index, without sorting all of it", async () => {
    const [plan] = await plansOf(await statementsOf(() => runs.store.waiting("mail/send", "postgres", 10)));
    expect(plan?.reads).toEqual(["task_run_unfinished_idx"]);
    expect(plan?.types).toContain("Index Scan");
    expect(plan?.types).not.toContain("Sort");
  });

  it("judges removals, charts days and finds undispatched runs without reading all", async () => {
    const history = createRunHistory({ database: runs.db, historyDays: 30 });
    expect(await readsOf(() => history.largestRemoval("system/backup"))).toEqual(["task_run_task_outcome_idx"]);
    const figures = createRunFigures(runs.db);
    const charted = await readsOf(() => figures.ofDays(["todo/cleanup", "mail/send"], "todo/cleanup", now));
    expect(charted).toContain("task_run_task_finished_at_idx");
    expect(charted).not.toContain("the whole table");
    expect(await readsOf(() => runs.queries.undispatched(now, tasks))).toEqual(["task_run_undispatched_idx"]);
  });
});
