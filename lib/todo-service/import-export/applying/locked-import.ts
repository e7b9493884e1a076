import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { ImportResult } from "../schemas.ts";
import { noSuchImport } from "./no-such-import.ts";

/** A staged import that its transaction has to itself. */
export interface LockedImport {
  readonly id: string;
  readonly ownerId: string;
  readonly todoCount: number;
  readonly timeZone: string;
  readonly keepsCompleted: boolean;
  /** The owner's, which may change meanwhile unless it is locked. */
  readonly retentionDays: number | null;
  /** Null until it is applied. */
  readonly result: ImportResult | null;
}

const stagedRow = z.object({
  ownerId: z.uuid(),
  todoCount: z.int(),
  timeZone: z.string(),
  keepsCompleted: z.boolean(),
  appliedAt: z.date().nullable(),
  importedCount: z.int().nullable(),
  duplicateCount: z.int().nullable(),
});

/** The time that an import waits for another one of the same person. A statement may take a second more. */
const lockTimeout = "14s";

/**
 * Locks an import, and its owner against other imports, so that two of them can't add the same todo. The owner's row is
 * left alone, for the person goes on completing todos meanwhile.
 * @throws {DomainError} `not-found`, also while refused entries are neither corrected nor left out.
 */
export async function lockImport(transaction: Transaction, id: string): Promise<LockedImport> {
  await transaction.$executeRaw`SELECT set_config('lock_timeout', ${lockTimeout}, true)`;
  await transaction.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('todo-import ' || owner_id, 0))
    FROM todo_import WHERE id = ${id}::uuid`;
  const [found] = await transaction.$queryRaw<unknown[]>`
    SELECT owner_id AS "ownerId", todo_count AS "todoCount", time_zone AS "timeZone",
      keeps_completed AS "keepsCompleted", applied_at AS "appliedAt", imported_count AS "importedCount",
      duplicate_count AS "duplicateCount"
    FROM todo_import WHERE id = ${id}::uuid AND (refused_count = 0 OR skips_refused) FOR UPDATE`;
  if (found === undefined) throw noSuchImport();
  const { appliedAt, importedCount, duplicateCount, ...staged } = stagedRow.parse(found);
  const result = { importedCount: importedCount ?? 0, duplicateCount: duplicateCount ?? 0 };
  const retentionDays = await readRetention(transaction, staged.ownerId);
  return { ...staged, id, retentionDays, result: appliedAt === null ? null : result };
}

const retentionRows = z.tuple([z.object({ retentionDays: z.int().nullable() })]);

async function readRetention(transaction: Transaction, ownerId: string): Promise<number | null> {
  const [{ retentionDays }] = retentionRows.parse(
    await transaction.$queryRaw`SELECT retention_days AS "retentionDays" FROM "user" WHERE id = ${ownerId}::uuid`,
  );
  return retentionDays;
}

/** The owner's retention, which then stays until the transaction ends: a change waits, and sees the imported todos. */
export async function lockRetention(transaction: Transaction, ownerId: string): Promise<number | null> {
  const [{ retentionDays }] = retentionRows.parse(
    await transaction.$queryRaw`
      SELECT retention_days AS "retentionDays" FROM "user" WHERE id = ${ownerId}::uuid FOR SHARE`,
  );
  return retentionDays;
}

/** Stores the result and drops the staged todos, which are in the list now. */
export async function finishImport(
  transaction: Transaction,
  id: string,
  result: ImportResult,
  now: Date,
): Promise<void> {
  await transaction.$executeRaw`DELETE FROM todo_import_chunk WHERE import_id = ${id}::uuid`;
  await transaction.$executeRaw`
    UPDATE todo_import SET todos = '[]', applied_at = ${now}, imported_count = ${result.importedCount},
      duplicate_count = ${result.duplicateCount}
    WHERE id = ${id}::uuid`;
}
