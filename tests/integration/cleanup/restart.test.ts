import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { closeDatabase, createDatabase, type Transaction } from "#lib/db/client.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { ensureDatabase } from "#lib/db/server-databases.ts";
import { createCleanup } from "#lib/todo-service/cleanup/cleanup.ts";
import { layoutOf } from "#scripts/embedded-postgres/cluster.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { readPostmaster } from "#scripts/embedded-postgres/postmaster-pid.ts";
import { isAlive } from "#scripts/runtime/processes.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { addOwner, addTodos, daysAgo, now, todoIds, trashIds } from "#tests/support/people.ts";
import { copyCluster } from "#tests/support/processes/clusters.ts";
import { savedRun, startRun } from "../batched-delete/run-control.ts";

test("a run continues after the database server was killed and restarted", { timeout: 60_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), "tidy-restart-"));
  // Both are this process's uses of one server, which runs until the last of them is over.
  const servers: EmbeddedPostgres[] = [];
  const request = (runId: string) => ({ runId, asOf: now, now });
  try {
    await copyCluster(directory);
    const first = await start(directory);
    servers.push(first.server);
    const { database } = first;
    await addTodos(database, await addOwner(database), 6_000, daysAgo(30));
    const due = await todoIds(database);
    const run = await startRun(database, now);
    const control = await run.control();
    const attempt = createCleanup({ database, trashDays: 30 }).cleanUp(request(run.id), {
      ...control,
      async save(transaction, state) {
        await control.save(transaction, state);
        if (state.batches === 3) await killServer(directory, transaction);
      },
    });
    await expect(attempt).rejects.toThrow();
    await closeDatabase(database);

    const again = await start(directory);
    servers.push(again.server);
    const saved = await savedRun(again.database, run.id).saved();
    expect(saved?.batches).toBe(2);
    expect(await trashIds(again.database)).toHaveLength(saved?.deletedCount ?? 0);
    const resumed = savedRun(again.database, run.id);
    const cleanup = createCleanup({ database: again.database, trashDays: 30 });
    const { state } = reached(await cleanup.cleanUp(request(run.id), await resumed.control()));
    expect(state.deletedCount).toBe(6_000);
    expect(await trashIds(again.database)).toEqual(due);
    expect(await todoIds(again.database)).toEqual([]);
    await closeDatabase(again.database);
  } finally {
    for (const server of servers) await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
});

/** Starts or restarts the server of a directory, and opens its migrated database. */
async function start(directory: string) {
  const server = await startEmbeddedPostgres({ directory });
  const url = await ensureDatabase(server.url, "tidy");
  await applyMigrations(url);
  return { server, database: createDatabase({ url, kind: "batch", poolSize: 2 }) };
}

/** Kills the server as a crash does, and waits until the transaction's server process has ended, too. */
async function killServer(directory: string, transaction: Transaction): Promise<void> {
  const [backend] = await transaction.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  const postmaster = await readPostmaster(layoutOf(directory).data);
  if (!backend || !postmaster) throw new Error("There is no server to kill.");
  process.kill(postmaster.pid, "SIGKILL");
  await vi.waitFor(() => expect(isAlive(backend.pid)).toBe(false), { timeout: 20_000, interval: 5 });
}
