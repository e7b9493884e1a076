import { type Database, Prisma } from "#lib/db/client.ts";
import type { Owner } from "../schemas.ts";
import { addDays, graceDays } from "./retention.ts";

/** What another retention does to the todos that are completed already. */
export interface RetentionPreview {
  /** Completed, unpinned todos that would leave at another time than now planned. */
  readonly changedCount: number;
  /** How many of them would leave within a day from now. */
  readonly leavingWithinDayCount: number;
  /** When the first of them would leave; null when none would. */
  readonly firstLeavesAt: string | null;
}

export interface RetentionChange {
  /** What `changeRetention` would do, without doing it. `days` null means never. */
  previewRetention(owner: Owner, days: number | null, now: Date): Promise<RetentionPreview>;
  /** Stores the owner's retention and gives their completed, unpinned todos the expiry that follows, at once. */
  changeRetention(owner: Owner, days: number | null, now: Date): Promise<{ changedCount: number }>;
}

export function createRetentionChange(database: Database): RetentionChange {
  return {
    async previewRetention(owner, days, now) {
      const [row] = await database.$queryRaw<PreviewRow[]>`
        SELECT count(*)::int AS "changedCount",
          count(*) FILTER (WHERE ${expiry(days, now)} <= ${addDays(now, graceDays)})::int AS "leavingWithinDayCount",
          min(${expiry(days, now)}) AS "firstLeavesAt"
        FROM todo WHERE ${affected(owner, days, now)}`;
      const { firstLeavesAt = null, changedCount = 0, leavingWithinDayCount = 0 } = row ?? {};
      return { changedCount, leavingWithinDayCount, firstLeavesAt: firstLeavesAt?.toISOString() ?? null };
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

interface PreviewRow {
  readonly changedCount: number;
  readonly leavingWithinDayCount: number;
  readonly firstLeavesAt: Date | null;
}

/** `expiryAfterRetentionChange` of retention.ts for a completed, unpinned row; a test holds the two against each other. */
function expiry(days: number | null, now: Date): Prisma.Sql {
  if (days === null) return Prisma.sql`NULL::timestamptz`;
  return Prisma.sql`greatest(completed_at + ${days}::int * interval '24 hours', ${addDays(now, graceDays)}::timestamptz)`;
}

function affected(owner: Owner, days: number | null, now: Date): Prisma.Sql {
  return Prisma.sql`owner_id = ${owner.id}::uuid AND completed_at IS NOT NULL AND NOT pinned
    AND expires_at IS DISTINCT FROM ${expiry(days, now)}`;
}
