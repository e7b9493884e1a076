import { addDays } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { securityEventDays } from "../limits.ts";

/** Events deleted in one short statement, and such statements in one call. */
const batchSize = 1_000;
const maxBatches = 100;

export interface EventPruning {
  /** Deletes security events that are older than 90 days, at most 100,000; the next call goes on. */
  prune(request: { readonly now: Date }): Promise<{ prunedCount: number }>;
}

export function createEventPruning(database: Database): EventPruning {
  return {
    async prune({ now }) {
      const before = addDays(now, -securityEventDays);
      let prunedCount = 0;
      for (let batch = 0; batch < maxBatches; batch += 1) {
        const count = await database.$executeRaw`
          DELETE FROM security_event WHERE id IN (
            SELECT id FROM security_event WHERE at < ${before} ORDER BY at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)`;
        prunedCount += count;
        if (count < batchSize) break;
      }
      return { prunedCount };
    },
  };
}
