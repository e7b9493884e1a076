import { addDays } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { pruneByAge } from "../prune-by-age.ts";

export interface AuditPruning {
  /** Deletes audit entries that are older than the run history, at most 100,000; the next call goes on. */
  prune(request: { readonly now: Date }): Promise<{ prunedCount: number }>;
}

export function createAuditPruning(parts: { readonly database: Database; readonly historyDays: number }): AuditPruning {
  return {
    async prune({ now }) {
      return { prunedCount: await pruneByAge(parts.database, "audit_entry", addDays(now, -parts.historyDays)) };
    },
  };
}
