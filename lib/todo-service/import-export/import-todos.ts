import { z } from "zod";
import type { BatchControl, BatchResult } from "#lib/batched-delete/batch-control.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { DomainError } from "#lib/errors.ts";
import { withoutDuplicates } from "./duplicates.ts";
import { type FileTodo, fileTodoSchema } from "./formats.ts";
import { importedRows, insertRows } from "./imported-rows.ts";
import { knownTodos } from "./known-todos.ts";
import type { ImportProgress, ImportResult } from "./schemas.ts";

export interface TodoImport {
  /**
   * Adds the new todos of a staged import to their owner's list, all in one transaction or none. A repeated call
   * changes nothing. Progress is visible before the transaction ends.
   * @throws {DomainError} `not-found` for a discarded import.
   */
  applyImport(
    request: { readonly importId: string; readonly now: Date },
    control: BatchControl<ImportProgress>,
  ): Promise<BatchResult<ImportProgress> & { readonly result: ImportResult | null }>;
}

/** Rows of one statement, which takes some tens of milliseconds. Between statements it saves progress and can stop. */
const batchSize = 500;

/**
 * An import of 10,000 todos takes about a second. One that takes this long has met a database that is all but stopped.
 */
const limits = { timeout: 120_000, maxWait: 30_000 };

export function createTodoImport(database: Database): TodoImport {
  return {
    async applyImport({ importId, now }, control) {
      let progress: ImportProgress = { doneCount: 0, totalCount: 0 };
      try {
        return await retryConflict(() =>
          database.$transaction(async (transaction) => {
            const staged = await lockStaged(transaction, importId);
            if (staged.result !== null) return { state: progress, done: true, result: staged.result };
            const known = await knownTodos(transaction, staged.ownerId, staged.todos);
            const fresh = withoutDuplicates(staged.todos, known);
            const rows = importedRows(fresh, { importId, retentionDays: staged.retentionDays, now });
            for (let start = 0; start < rows.length; start += batchSize) {
              if (control.signal.aborted) throw new Stopped();
              await transaction.$executeRaw(insertRows(staged.ownerId, rows.slice(start, start + batchSize), now));
              progress = { doneCount: Math.min(start + batchSize, rows.length), totalCount: rows.length };
              // In a transaction of its own, since this one's changes are visible only when it ends.
              await retryConflict(() => database.$transaction((other) => control.save(other, progress)));
            }
            if (control.signal.aborted) throw new Stopped();
            const result = { importedCount: rows.length, duplicateCount: staged.todos.length - rows.length };
            await finish(transaction, importId, result, now);
            return { state: progress, done: true, result };
          }, limits),
        );
      } catch (error) {
        if (error instanceof Stopped) return { state: progress, done: false, result: null };
        throw error;
      }
    },
  };
}

/** Rolls the transaction back. */
class Stopped extends Error {}

interface Staged {
  readonly ownerId: string;
  readonly retentionDays: number | null;
  readonly todos: readonly FileTodo[];
  readonly result: ImportResult | null;
}

const stagedRow = z.object({
  ownerId: z.uuid(),
  retentionDays: z.int().nullable(),
  todos: z.array(fileTodoSchema),
  appliedAt: z.date().nullable(),
  importedCount: z.int().nullable(),
  duplicateCount: z.int().nullable(),
});

/** Locks the owner, so that two imports of one person can't add the same todo. */
async function lockStaged(transaction: Transaction, importId: string): Promise<Staged> {
  const [found] = await transaction.$queryRaw<unknown[]>`
    SELECT owner_id AS "ownerId", retention_days AS "retentionDays", todos, applied_at AS "appliedAt",
      imported_count AS "importedCount", duplicate_count AS "duplicateCount"
    FROM todo_import JOIN "user" ON "user".id = owner_id
    WHERE todo_import.id = ${importId}::uuid AND refused_count = 0
    FOR UPDATE OF todo_import FOR NO KEY UPDATE OF "user"`;
  if (found === undefined) throw noSuchImport();
  const { appliedAt, importedCount, duplicateCount, ...staged } = stagedRow.parse(found);
  const result = { importedCount: importedCount ?? 0, duplicateCount: duplicateCount ?? 0 };
  return { ...staged, result: appliedAt === null ? null : result };
}

/** Stores the result and drops the staged todos, which are in the list now. */
async function finish(transaction: Transaction, importId: string, result: ImportResult, now: Date): Promise<void> {
  await transaction.$executeRaw`
    UPDATE todo_import SET todos = '[]', applied_at = ${now}, imported_count = ${result.importedCount},
      duplicate_count = ${result.duplicateCount}
    WHERE id = ${importId}::uuid`;
}

export function noSuchImport(): DomainError {
  return new DomainError("not-found", "There is no such import. It may have been discarded: upload the file again.");
}
