import { describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { listRunsSchema, runFilterSchema } from "#lib/task-runs/listing/list-schemas.ts";
import type { RunError } from "#lib/task-runs/schemas.ts";
import { addOwner } from "#tests/support/people.ts";
import { diskError, later, now, recordRun, setUpStoredRuns } from "./recorded-runs.ts";

const runs = setUpStoredRuns();

const list = async (query: Readonly<Record<string, unknown>> = {}) => runs.queries.list(listRunsSchema.parse(query));
const idsOf = async (query: Readonly<Record<string, unknown>>) => (await list(query)).items.map((run) => run.id);

describe("the run history", () => {
  test("is read page by page, newest first, without gap or repetition", async () => {
    const recorded: string[] = [];
    for (let second = 0; second < 7; second++) recorded.push((await recordRun(runs.db, {}, later(second))).id);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await list({ limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((run) => run.id));
      cursor = page.nextCursor;
      // A run recorded meanwhile belongs before the first page.
      await recordRun(runs.db, {}, later(100));
    } while (cursor !== null);
    expect(seen).toEqual(recorded.toReversed());
  });

  test("has no next cursor when a page is just full", async () => {
    await recordRun(runs.db);
    await recordRun(runs.db);
    expect(await list({ limit: 2 })).toMatchObject({ items: [{}, {}], nextCursor: null });
    expect(await list({ limit: 2, task: "trash/purge" })).toEqual({ items: [], nextCursor: null });
  });

  test("can be filtered by task, status, trigger, or all of them", async () => {
    const cleanup = await recordRun(runs.db, { trigger: "console" });
    const purge = await recordRun(runs.db, { task: "trash/purge", trigger: "cli" });
    await runs.store.cancel(purge.id, later(1));
    expect(await idsOf({ task: "trash/purge" })).toEqual([purge.id]);
    expect(await idsOf({ status: "queued" })).toEqual([cleanup.id]);
    expect(await idsOf({ trigger: "cli" })).toEqual([purge.id]);
    expect(await idsOf({ task: "trash/purge", status: "canceled", trigger: "cli" })).toEqual([purge.id]);
    expect(await idsOf({ task: "trash/purge", status: "queued" })).toEqual([]);
  });

  test("is searched in payload, result and error, by words in any case and order, wildcards literally", async () => {
    const paid = await recordRun(runs.db, { payload: { note: "100%_Sure" } });
    const done = await recordRun(runs.db);
    await runs.store.startAttempt(done.id, later(1));
    await runs.store.succeed({ id: done.id, attempt: 1 }, { file: "Export.csv" }, later(2));
    const failed = await recordRun(runs.db);
    await runs.store.startAttempt(failed.id, later(1));
    await runs.store.failAttempt({ id: failed.id, attempt: 1 }, diskError, { last: true }, later(2));
    expect(await idsOf({ q: "sure" })).toEqual([paid.id]);
    expect(await idsOf({ q: "0%_S" })).toEqual([paid.id]);
    expect(await idsOf({ q: "export.CSV" })).toEqual([done.id]);
    expect(await idsOf({ q: "disk is gone" })).toEqual([failed.id]);
    expect(await idsOf({ q: "100_" })).toEqual([]);
    expect(await idsOf({ q: "gone DÍSK" })).toEqual([failed.id]);
    expect(await idsOf({ q: "   " })).toHaveLength(3);
  });

  test("is searched by the name and address of who asked, together with what the run says", async () => {
    const asker = await addOwner(runs.db, { name: "Zoë Quist" });
    const asked = await recordRun(runs.db, { requestedBy: asker.id, payload: { note: "monthly" } });
    await recordRun(runs.db, { requestedBy: (await addOwner(runs.db)).id, payload: { note: "monthly" } });
    expect(await idsOf({ q: "zoe" })).toEqual([asked.id]);
    expect(await idsOf({ q: `QUIST ${asker.id}@EXAMPLE monthly` })).toEqual([asked.id]);
    expect(await idsOf({ q: "zoe weekly" })).toEqual([]);
  });

  test("can be filtered by the error's name and by time", async () => {
    const [first, second, third] = [await recordRun(runs.db), await recordRun(runs.db, {}, later(10)), later(20)];
    await runs.store.failRun(second.id, { ...diskError, name: "DiskError" }, third);
    expect(await idsOf({ error: "DiskError" })).toEqual([second.id]);
    expect(await idsOf({ error: "TypeError" })).toEqual([]);
    expect(await idsOf({ from: later(10).toISOString() })).toEqual([second.id]);
    expect(await idsOf({ to: later(10).toISOString() })).toEqual([first.id]);
    expect(await idsOf({ from: later(1).toISOString(), to: later(10).toISOString() })).toEqual([]);
  });

  test("knows the names of its errors, each once", async () => {
    const fail = async (error: RunError, second: number) => {
      const { id } = await recordRun(runs.db, {}, later(second));
      await runs.store.failRun(id, error, later(second));
    };
    await fail(diskError, 1);
    for (const [second, name] of ["TypeError", "DiskError", "TypeError"].entries())
      await fail({ ...diskError, name }, second + 2);
    expect(await runs.queries.errorNames()).toEqual(["DiskError", "TypeError"]);
    for (let number = 100; number < 160; number += 1) await fail({ ...diskError, name: `E${number}` }, number);
    expect(await runs.queries.errorNames()).toHaveLength(50);
  });

  test("is counted up to a bound", async () => {
    const count = (query: Readonly<Record<string, unknown>>) => runs.queries.count(runFilterSchema.parse(query));
    const row = { task: "trash/purge", trigger: "cli", payload: { note: "bulk" }, engine: "postgres", createdAt: now };
    await runs.db.taskRun.createMany({ data: Array.from({ length: 1_000 }, () => ({ id: newId(now), ...row })) });
    await recordRun(runs.db);
    expect(await count({})).toEqual({ count: 1_000, isComplete: false });
    expect(await count({ task: "trash/purge" })).toEqual({ count: 1_000, isComplete: true });
    expect(await count({ q: "bulk", task: "todo/cleanup" })).toEqual({ count: 0, isComplete: true });
    expect(await count({ q: "bu" })).toEqual({ count: 1_000, isComplete: true });
  });

  test("has a pulse that changes with whatever happens to a run", async () => {
    const states = new Set<string>();
    const look = async () => {
      const { state, isActive } = await runs.queries.pulse();
      states.add(state);
      return isActive;
    };
    expect(await look()).toBe(false);
    const { id } = await recordRun(runs.db);
    expect(await look()).toBe(true);
    await runs.store.startAttempt(id, later(1));
    await look();
    await runs.store.recordHeartbeat({ id, attempt: 1 }, later(2));
    await look();
    await runs.store.succeed({ id, attempt: 1 }, null, later(3));
    expect(await look()).toBe(false);
    expect(states.size).toBe(5);
    await look();
    expect(states.size).toBe(5);
  });

  test("has the newest run of each task, and the newest that succeeded", async () => {
    const first = await recordRun(runs.db);
    await runs.store.startAttempt(first.id, later(1));
    await runs.store.succeed({ id: first.id, attempt: 1 }, { deletedCount: 1 }, later(1));
    const second = await recordRun(runs.db, {}, later(5));
    await recordRun(runs.db, { task: "trash/purge" }, later(2));
    const latest = await runs.queries.latestByTask(["todo/cleanup", "trash/purge", "system/ping"]);
    expect(latest.get("todo/cleanup")?.id).toBe(second.id);
    expect([...latest.keys()].sort()).toEqual(["todo/cleanup", "trash/purge"]);
    expect((await runs.queries.lastSuccess("todo/cleanup"))?.id).toBe(first.id);
    expect(await runs.queries.lastSuccess("trash/purge")).toBeNull();
  });

  test("finds a run by its id or its key", async () => {
    const { id } = await recordRun(runs.db, { idempotencyKey: "monday" });
    expect(await runs.queries.get(id)).toMatchObject({ id });
    expect(await runs.queries.findByKey("monday")).toMatchObject({ id });
    expect(await runs.queries.findByKey("tuesday")).toBeNull();
    expect(await runs.queries.find(newId(now))).toBeNull();
    await expect(runs.queries.get(newId(now))).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("undispatched runs", () => {
  const undispatched = async (seconds: number, tasks: readonly string[] = ["todo/cleanup"]) =>
    (await runs.queries.undispatched(later(seconds), tasks)).map((run) => run.id);

  test("are queued runs that no engine has accepted for a while, oldest first", async () => {
    const old = await recordRun(runs.db, {}, later(0));
    const older = await recordRun(runs.db, {}, later(-5));
    const accepted = await recordRun(runs.db);
    await runs.store.markDispatched(accepted, later(1));
    const canceled = await recordRun(runs.db);
    await runs.store.cancel(canceled.id, later(1));
    const running = await recordRun(runs.db);
    await runs.store.startAttempt(running.id, later(1));
    await recordRun(runs.db, { engine: "in-process" });
    await recordRun(runs.db, {}, later(10));
    expect(await undispatched(10)).toEqual([older.id, old.id]);
  });

  test("include requeued ones", async () => {
    const { id } = await recordRun(runs.db, { engine: "in-process" });
    await runs.store.startAttempt(id, later(1));
    await runs.store.requeue({ id, attempt: 1 });
    expect(await undispatched(10)).toEqual([id]);
  });

  test("of tasks that this version of the app doesn't know are left alone and block no others", async () => {
    for (let n = 0; n < 105; n++) await recordRun(runs.db, { task: "list/export" }, later(n / 100));
    const { id } = await recordRun(runs.db, {}, later(5));
    expect(await undispatched(10)).toEqual([id]);
  });
});

test("stalled runs of tasks that this version of the app doesn't know are left alone", async () => {
  const known = await runs.start();
  await runs.start({ task: "list/export" });
  const since = { inProcess: later(60), onEngine: later(60) };
  expect((await runs.queries.stalled(since, ["todo/cleanup"])).map((run) => run.id)).toEqual([known]);
});
