import { type Database, Prisma } from "#lib/db/client.ts";

/** Rows deleted in one short statement, and such statements in one call. */
const batchSize = 1_000;
const maxBatches = 100;

const tables = {
  security_event: Prisma.sql`security_event`,
  audit_entry: Prisma.sql`audit_entry`,
} as const;

/** Deletes rows whose `at` is earlier than `before`, at most 100,000 of them. @returns the number of deleted rows. */
export async function pruneByAge(database: Database, table: keyof typeof tables, before: Date): Promise<number> {
  const name = tables[table];
  let prunedCount = 0;
  for (let batch = 0; batch < maxBatches; batch += 1) {
    const count = await database.$executeRaw`
      DELETE FROM ${name} WHERE id IN (
        SELECT id FROM ${name} WHERE at < ${before} ORDER BY at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)`;
    prunedCount += count;
    if (count < batchSize) break;
  }
  return prunedCount;
}
