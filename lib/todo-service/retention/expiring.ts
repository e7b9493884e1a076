import { z } from "zod";
import { addDays } from "#lib/days.ts";
import { type Database, Prisma } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import type { Owner } from "../schemas.ts";
import { moveToTrash } from "../trash/move-to-trash.ts";
import type { ExpiringTodos } from "./expiring-schemas.ts";
import { lockedOwner } from "./locked-owner.ts";

/** Reads and writes of the todos that expire within a day, one statement each. */
export interface ExpiringTodoService {
  /** The todos that expire within a day from `now`, or have expired already. */
  expiring(owner: Owner, now: Date): Promise<ExpiringTodos>;
  /** Pins the todos that `expiring` counted as of an instant, except those that were changed since. */
  pinExpiring(owner: Owner, asOf: Date, now: Date): Promise<{ pinnedCount: number; pinnedAt: string }>;
  /** Undoes a `pinExpiring` by its `pinnedAt`, except for todos that were changed since. */
  unpinExpiring(owner: Owner, pinnedAt: Date, now: Date): Promise<{ unpinnedCount: number }>;
  /** Trashes the todos that `expiring` counted as of an instant, except those that were changed since. */
  trashExpiring(owner: Owner, asOf: Date, now: Date): Promise<{ deletedCount: number; trashedAt: string }>;
}

const expiringRow = z.tuple([z.object({ count: z.int(), first: z.date().nullable(), last: z.date().nullable() })]);

export function createExpiringTodos(options: { database: Database; trashDays: number }): ExpiringTodoService {
  const { database } = options;
  return {
    async expiring(owner, now) {
      const rows = await database.$queryRaw`
        SELECT count(*)::int AS count, min(expires_at) AS first, max(expires_at) AS last
        FROM todo WHERE ${expiringWithinDay(owner, now)}`;
      const [{ count, first, last }] = expiringRow.parse(rows);
      return {
        count,
        firstExpiresAt: first?.toISOString() ?? null,
        lastExpiresAt: last?.toISOString() ?? null,
        asOf: now.toISOString(),
      };
    },

    async pinExpiring(owner, asOf, now) {
      const pinnedCount = await retryConflict(
        () => database.$executeRaw`
          UPDATE todo SET pinned = true, expires_at = NULL, updated_at = ${now}
          WHERE ${expiringWithinDay(owner, asOf)}`,
      );
      return { pinnedCount, pinnedAt: now.toISOString() };
    },

    async unpinExpiring(owner, pinnedAt, now) {
      const unpinnedCount = await retryConflict(
        () => database.$executeRaw`
        WITH owner AS MATERIALIZED (${lockedOwner(owner)})
        UPDATE todo SET pinned = false, updated_at = ${now},
          expires_at = completed_at + owner.retention_days * interval '24 hours'
        FROM owner
        WHERE owner_id = owner.id AND completed_at IS NOT NULL AND pinned AND updated_at = ${pinnedAt}`,
      );
      return { unpinnedCount };
    },

    async trashExpiring(owner, asOf, now) {
      const deletedCount = await moveToTrash({ ...options, which: expiringWithinDay(owner, asOf), now });
      return { deletedCount, trashedAt: now.toISOString() };
    },
  };
}

/**
 * The owner has not seen a todo as it is now when it was changed after `asOf`, so it is left alone. Its expiry implies
 * its completion; the condition on `completed_at` lets the index of an owner's completed todos serve this.
 */
function expiringWithinDay(owner: Owner, asOf: Date): Prisma.Sql {
  return Prisma.sql`owner_id = ${owner.id}::uuid AND completed_at IS NOT NULL
    AND expires_at <= ${addDays(asOf, 1)} AND updated_at <= ${asOf}`;
}
