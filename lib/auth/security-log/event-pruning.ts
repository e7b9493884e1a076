import { addDays } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { securityEventDays } from "../limits.ts";
import { pruneByAge } from "../prune-by-age.ts";

export interface EventPruning {
  /** Deletes security events that are older than 90 days, at most 100,000; the next call goes on. */
  prune(request: { readonly now: Date }): Promise<{ prunedCount: number }>;
}

export function createEventPruning(database: Database): EventPruning {
  return {
    async prune({ now }) {
      return { prunedCount: await pruneByAge(database, "security_event", addDays(now, -securityEventDays)) };
    },
  };
}
