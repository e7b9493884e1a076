import type { BatchControl } from "#lib/batched-delete/batch-control.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import type { ImportProgress, ImportResult } from "../schemas.ts";
import { readChunks } from "../staging/chunks.ts";
import { duplicatesIn } from "./duplicates.ts";
import { type Fingerprint, fingerprintOf } from "./fingerprint.ts";
import { type ImportedRow, importedRow, insertRows } from "./imported-rows.ts";
import { knownTodos } from "./known-todos.ts";
import { finishImport, type LockedImport, lockImport, lockRetention } from "./locked-import.ts";

export interface TodoImport {
  /**
   * Adds the new todos of a staged import to their owner's list, all in one transaction or none. A repeated call
   * changes nothing. Progress is visible before the transaction ends.
   * @throws {DomainError} `not-found` for a discarded import.
   */
  applyImport(
    request: { readonly importId: string; readonly now: Date },
    control: BatchControl<ImportProgress>,
  ): Promise<AppliedImport>;
}

/** An import that was stopped has changed nothing. */
export type AppliedImport =
  | { readonly done: true; readonly result: ImportResult }
  | { readonly done: false; readonly reached: ImportProgress };

/** Rows of one statement, which takes some tens of milliseconds. Between statements it saves progress and can stop. */
const batchSize = 500;

/**
 * An import of 10,000 todos takes about a second. One that takes this long has met a database that is all but stopped.
 */
const limits = { timeout: 300_000, maxWait: 30_000 };

export function createTodoImport(database: Database): TodoImport {
  return {
    async applyImport({ importId, now }, control) {
      let progress: ImportProgress = { doneCount: 0, totalCount: 0 };
      const insert = async (transaction: Transaction, staged: LockedImport): Promise<ImportResult> => {
        const found = await duplicatesOf(transaction, staged);
        const totalCount = staged.todoCount - found.size;
        let importedCount = 0;
        for await (const rows of newRows(transaction, staged, found, now)) {
          if (control.signal.aborted) throw new Stopped();
          await transaction.$executeRaw(insertRows(staged.ownerId, rows, now));
          importedCount += rows.length;
          progress = { doneCount: importedCount, totalCount };
          // In a transaction of its own, since this one's changes are visible only when it ends.
          await retryConflict(() => database.$transaction((other) => control.save(other, progress)));
        }
        if (control.signal.aborted) throw new Stopped();
        return { importedCount, duplicateCount: found.size };
      };
      const attempt = ({ locksFirst }: { locksFirst: boolean }) =>
        database.$transaction(async (transaction) => {
          const staged = await lockImport(transaction, importId);
          if (staged.result !== null) return staged.result;
          const locked = async () => ({ ...staged, retentionDays: await lockRetention(transaction, staged.ownerId) });
          const result = await insert(transaction, locksFirst ? await locked() : staged);
          // The expiry of the inserted todos would follow from a retention that is gone.
          if (!locksFirst && (await locked()).retentionDays !== staged.retentionDays) throw new RetentionChanged();
          await finishImport(transaction, importId, result, now);
          return result;
        }, limits);
      try {
        const result = await retryConflict(() => attempt({ locksFirst: false })).catch((error: unknown) => {
          if (error instanceof RetentionChanged) return retryConflict(() => attempt({ locksFirst: true }));
          throw error;
        });
        return { done: true, result };
      } catch (error) {
        if (error instanceof Stopped) return { done: false, reached: progress };
        throw error;
      }
    },
  };
}

/** Rolls the transaction back. */
class Stopped extends Error {}
/** Rolls the transaction back, for another one. */
class RetentionChanged extends Error {}

async function duplicatesOf(transaction: Transaction, { id, ownerId }: LockedImport): Promise<Set<number>> {
  const fingerprints: Fingerprint[] = [];
  for await (const todos of readChunks(transaction, id)) fingerprints.push(...todos.map(fingerprintOf));
  return duplicatesIn(fingerprints, knownTodos(transaction, ownerId));
}

async function* newRows(
  transaction: Transaction,
  staged: LockedImport,
  found: ReadonlySet<number>,
  now: Date,
): AsyncGenerator<readonly ImportedRow[]> {
  const terms = { ...staged, importId: staged.id, now };
  let place = 0;
  for await (const todos of readChunks(transaction, staged.id)) {
    const rows: ImportedRow[] = [];
    for (const todo of todos) {
      if (!found.has(place)) rows.push(importedRow(todo, place, terms));
      place += 1;
    }
    for (let start = 0; start < rows.length; start += batchSize) yield rows.slice(start, start + batchSize);
  }
}
