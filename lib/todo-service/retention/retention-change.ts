import { z } from "zod";
import { addDays } from "#lib/days.ts";
import { Prisma, type Transaction } from "#lib/db/client.ts";
import type { Owner } from "../schemas.ts";
import { graceDays } from "./retention.ts";
import type { RetentionPreview } from "./retention-schemas.ts";

export interface RetentionChange {
  /** What `changeRetention` would do, without doing it. `days` null means never. */
  previewRetention(owner: Owner, days: number | null, now: Date): Promise<RetentionPreview>;
  /** Stores the owner's retention and the expiry that follows for their completed, unpinned todos, in one statement. */
  changeRetention(owner: Owner, days: number | null, now: Date): Promise<{ changedCount: number }>;
}

const previewRow = z.tuple([
  z.object({ changedCount: z.int(), expiringWithinDayCount: z.int(), firstExpiresAt: z.date().nullable() }),
]);

export function createRetentionChange(database: Pick<Transaction, "$queryRaw" | "$executeRaw">): RetentionChange {
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

    async changeRetention(owner, days, now) {
      const changedCount = await database.$executeRaw`
        WITH setting AS (
          UPDATE "user" SET retention_days = ${days}, updated_at = ${now} WHERE id = ${owner.id}::uuid
        )
        UPDATE todo SET expires_at = ${expiry(days, now)} WHERE ${affected(owner, days, now)}`;
      return { changedCount };
    },
  };
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
