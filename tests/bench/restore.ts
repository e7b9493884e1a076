import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { closeDatabase, createDatabase } from "#lib/db/client.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { newId } from "#lib/id.ts";
import { createRunRestore } from "#lib/todo-service/trash/restore-run.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { startBenchServer } from "./cleanup/server.ts";
import { now } from "./cleanup/tables.ts";
import { type Finding, percentile, round, seconds } from "./report.ts";

const restorable = 1_000_000;
const inList = 1_000_000;
const changesSchema = z.array(z.object({ at: z.number(), ms: z.number() }));
const people = fileURLToPath(new URL("./cleanup/people.ts", import.meta.url));

/** Restores a cleanup run of a million todos, alone and among people who change others. */
export async function benchRestore({ log }: { log: (line: string) => void }): Promise<Finding[]> {
  const server = await startBenchServer();
  try {
    log(`making a list of ${inList} todos`);
    await server.prepare("long_list", { due: 0, completed: inList / 2, open: inList / 2 });
    return [await measureAlone(await prepareTrash()), await measureAmongPeople(await prepareTrash())];
  } finally {
    await server.stop();
  }

  async function prepareTrash(): Promise<Prepared> {
    log(`making a trash of ${restorable} todos of one run and as many of others`);
    const url = await server.copy("long_list");
    const runId = newId(now);
    await withConnection(url, async (client) => {
      await client.query("SET session_replication_role = replica");
      await client.query(
        `INSERT INTO trashed_todo (id, owner_id, title, notes, pinned, completed_at, created_at, updated_at, trashed_at,
           reason, run_id)
         SELECT gen_random_uuid(), owners.ids[1 + n % array_length(owners.ids, 1)], 'Todo ' || n, '', false, $1, $1, $1,
           $1, 'cleanup', CASE WHEN n % 2 = 0 THEN $2::uuid ELSE gen_random_uuid() END
         FROM (SELECT array_agg(id) AS ids FROM "user") AS owners, generate_series(1, $3::int) AS n`,
        [now, runId, 2 * restorable],
      );
      await client.query("RESET session_replication_role");
      await client.query("VACUUM (ANALYZE) trashed_todo");
      await client.query("CHECKPOINT");
    });
    return { url, runId };
  }
}

interface Prepared {
  readonly url: string;
  readonly runId: string;
}

async function measureAlone(prepared: Prepared): Promise<Finding> {
  const { ms, restored } = await restoreRun(prepared);
  return {
    name: `restore of a run of ${restorable}`,
    value: round(ms / 1_000),
    unit: "s",
    target: "< 60, all of them",
    ok: ms < 60_000 && restored === restorable,
    details: `${restored} restored, ${Math.round(restored / (ms / 1_000))} a second`,
  };
}

/** 4 clients that change todos of the list at random meanwhile. */
async function measureAmongPeople(prepared: Prepared): Promise<Finding> {
  const clients = fork(people, [prepared.url, "4", String(inList)]);
  await wait(5_000);
  const from = Date.now();
  const { ms, restored } = await restoreRun(prepared);
  const answered = once(clients, "message");
  clients.send("stop");
  const changes = changesSchema.parse((await answered)[0]);
  const latencies = (some: typeof changes) => some.map((change) => change.ms);
  const during = latencies(changes.filter(({ at }) => at >= from && at < from + ms));
  const before = latencies(changes.filter(({ at }) => at < from));
  const p99 = percentile(during, 99);
  return {
    name: "4 clients during the restore",
    value: round(p99),
    unit: "ms p99",
    target: "≤ 30",
    ok: p99 <= 30 && restored === restorable,
    details: `longest ${round(percentile(during, 100))} ms, p99 before ${round(percentile(before, 99))} ms; ${seconds(ms)}`,
  };
}

async function restoreRun({ url, runId }: Prepared): Promise<{ readonly ms: number; readonly restored: number }> {
  const database = createDatabase({ url, poolSize: 1 });
  try {
    const run = { id: newId(now), task: "trash/restore", trigger: "cli", payload: { runId }, engine: "in-process" };
    await database.taskRun.create({ data: { ...run, createdAt: now } });
    const startedAt = performance.now();
    const outcome = await createRunRestore(database).restoreRun(
      { runId, now },
      {
        saved: null,
        signal: new AbortController().signal,
        budgetMs: Number.POSITIVE_INFINITY,
        async save(transaction, state) {
          const progress = JSON.stringify(state);
          await transaction.$executeRaw`UPDATE task_run SET progress = ${progress}::jsonb WHERE id = ${run.id}::uuid`;
        },
      },
    );
    return { ms: performance.now() - startedAt, restored: reached(outcome).state.restoredCount };
  } finally {
    await closeDatabase(database);
  }
}
