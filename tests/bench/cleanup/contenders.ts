import type { DeleteControl } from "#lib/batched-delete/batch-control.ts";
import { type DeleteState, initialState } from "#lib/batched-delete/delete-state.ts";
import { closeDatabase, createDatabase, type Database } from "#lib/db/client.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { newId } from "#lib/id.ts";
import { createCleanup } from "#lib/todo-service/cleanup/cleanup.ts";
import { todoColumns } from "#lib/todo-service/todos/rows.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { now } from "./tables.ts";

const runId = newId(now);

/** The duration of a contender's work, and the number of todos that it deleted. */
export interface Timed {
  readonly ms: number;
  readonly removed: number;
}

async function timed(work: () => Promise<number>): Promise<Timed> {
  const startedAt = performance.now();
  const removed = await work();
  return { ms: performance.now() - startedAt, removed };
}

const move = `
  WITH gone AS (DELETE FROM todo WHERE expires_at <= $1 RETURNING ${todoColumns.sql})
  INSERT INTO trashed_todo (${todoColumns.sql}, trashed_at, reason, run_id) SELECT gone.*, $1, 'cleanup', $2 FROM gone`;
const remove = "DELETE FROM todo WHERE expires_at <= $1";

/** One statement that moves all due todos. */
export function rawMove(url: string): Promise<Timed> {
  return withConnection(url, (client) => timed(async () => (await client.query(move, [now, runId])).rowCount ?? 0));
}

/** One statement that deletes all due todos. */
export function rawDelete(url: string): Promise<Timed> {
  return withConnection(url, (client) => timed(async () => (await client.query(remove, [now])).rowCount ?? 0));
}

/** The same without the cleanup's index. Rolls everything back. */
export function rawDeleteWithoutIndex(url: string): Promise<Timed> {
  return withConnection(url, async (client) => {
    await client.query("BEGIN");
    await client.query("DROP INDEX todo_expires_at_idx");
    const result = await timed(async () => (await client.query(remove, [now])).rowCount ?? 0);
    await client.query("ROLLBACK");
    return result;
  });
}

type CleanUpTodos = (asOf?: Date) => Promise<Timed & { readonly state: DeleteState }>;

/** Tidy's cleanup on a connected database, saving its progress as in production. */
export async function withCleanup<T>(
  url: string,
  trashDays: number,
  use: (cleanUp: CleanUpTodos, database: Database) => Promise<T>,
): Promise<T> {
  const database = createDatabase({ url, kind: "batch", poolSize: 1 });
  const cleanup = createCleanup({ database, trashDays });
  try {
    await database.taskRun.create({
      data: { id: runId, task: "todo/cleanup", trigger: "cli", payload: {}, engine: "in-process", createdAt: now },
    });
    return await use(async (asOf = now) => {
      let state = initialState;
      const result = await timed(async () => {
        ({ state } = reached(await cleanup.cleanUp({ runId, asOf, now }, control)));
        return state.deletedCount;
      });
      return { ...result, state };
    }, database);
  } finally {
    await closeDatabase(database);
  }
}

const control: DeleteControl<DeleteState> = {
  saved: null,
  clockIsRight: true,
  signal: new AbortController().signal,
  budgetMs: Number.POSITIVE_INFINITY,
  async save(transaction, state) {
    const progress = JSON.stringify(state);
    await transaction.$executeRaw`UPDATE task_run SET progress = ${progress}::jsonb WHERE id = ${runId}::uuid`;
  },
};
