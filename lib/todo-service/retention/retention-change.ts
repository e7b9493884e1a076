import { z } from "zod";
import { addDays } from "#lib/days.ts";
import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import type { Owner } from "../schemas.ts";
import { graceDays } from "./retention.ts";
import type { RetentionPreview } from "./retention-schemas.ts";

export interface RetentionChange {
  /** Previews `changeRetention`. Changes nothing. `days` null means never. */
  previewRetention(owner: Owner, days: number | null, now: Date): Promise<RetentionPreview>;
  /** Stores the owner's retention and the expiry that follows for their completed, unpinned todos. */
  changeRetention(owner: Owner, days: number | null, now: Date): Promise<{ changedCount: number }>;
}

const previewRow = z.tuple([
  z.object({ changedCount: z.int(), expiringWithinDayCount: z.int(), firstExpiresAt: z.date().nullable() }),
]);

export function createRetentionChange(database: Database): RetentionChange {
  return {
    async previewRetention(owner, days, now) {
      const [{ firstExpiresAt, ...counts }] = previewRow.parse(
        await database.$queryRaw`
          SELECT count(*)::int AS "changedCount",
            count(*) FILTER (WHERE ${expiry(days, now)} <= ${addDays(now, graceDays)})::int AS "expiringWithinDayCount",
            min(${expiry(days, now)}) AS "firstExpiresAt"
          FROM todo WHERE ${affected(owner, days, now)}`,
      );
      return { ...counts, firstExpiresAt: firstExpiresAt?.toISOString() ?? null };
    },

    changeRetention: (owner, days, now) =>
      retryConflict(() => database.$transaction((transaction) => changeRetention(transaction, owner, { days, now }))),
  };
}

/**
 * `RetentionChange.changeRetention` in the caller's transaction. The first statement locks the owner's row, which
 * everything that computes an expiry locks, too. The second one therefore sees all todos that got the earlier expiry.
 */
export async function changeRetention(
  transaction: Transaction,
  owner: Owner,
  { days, now }: { readonly days: number | null; readonly now: Date },
): Promise<{ changedCount: number }> {
  await transaction.$executeRaw`
    UPDATE "user" SET retention_days = ${days}, updated_at = ${now} WHERE id = ${owner.id}::uuid`;
  const changedCount = await transaction.$executeRaw`
    UPDATE todo SET expires_at = ${expiry(days, now)} WHERE ${affected(owner, days, now)}`;
  return { changedCount };
}

/** `expiryAfterRetentionChange` of retention.ts for a completed, unpinned row. A test compares the two. */
function expiry(days: number | null, now: Date): Prisma.Sql {
  if (days === null) return Prisma.sql`NULL::timestamptz`;
  const earliest = addDays(now, graceDays);
  return Prisma.sql`greatest(completed_at + ${days}::int * interval '24 hours', ${earliest}::timestamptz)`;
}

function affected(owner: Owner, days: number | null, now: Date): Prisma.Sql {
  return Prisma.sql`owner_id = ${owner.id}::uuid AND completed_at IS NOT NULL AND NOT pinned
    AND expires_at IS DISTINCT FROM ${expiry(days, now)}`;
}
