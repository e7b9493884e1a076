import { expect, test } from "vitest";
import { createRunHistory } from "#lib/task-runs/prune.ts";
import { createRunStore } from "#lib/task-runs/run-store.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { savedRun } from "../batched-delete/run-control.ts";
import { later, now, recordRun } from "./recorded-runs.ts";

const database = setUpTestDatabase();
const daysAgo = (days: number) => later(-days * 24 * 3600);

test("pruning deletes runs that finished more than the given days ago, and no others", async () => {
  const store = createRunStore(database.db);
  const finishedAt = async (at: Date) => {
    const { id } = await recordRun(database.db, {}, daysAgo(60));
    await store.startAttempt(id, at);
    await store.succeed({ id, attempt: 1 }, { deletedCount: 0 }, at);
    return id;
  };
  await finishedAt(daysAgo(50));
  await finishedAt(new Date(daysAgo(30).getTime() - 1));
  const kept = [await finishedAt(daysAgo(30)), await finishedAt(daysAgo(1))];
  const waiting = await recordRun(database.db, {}, daysAgo(60));
  const own = await recordRun(database.db, { task: "task-runs/prune" });
  await store.startAttempt(own.id, now);

  const history = createRunHistory({ database: database.db, historyDays: 30 });
  const { state, done } = reached(await history.prune({ now }, await savedRun(database.db, own.id).control()));
  expect({ count: state.deletedCount, done }).toEqual({ count: 2, done: true });
  const left = await database.db.taskRun.findMany({ select: { id: true } });
  expect(left.map((run) => run.id).sort()).toEqual([...kept, waiting.id, own.id].sort());
});
