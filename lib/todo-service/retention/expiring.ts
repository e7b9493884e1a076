import { z } from "zod";
import { type Database, Prisma } from "#lib/db/client.ts";
import type { Owner } from "../schemas.ts";
import { moveToTrash } from "../trash/trash.ts";
import { addDays } from "./retention.ts";

const instant = z.iso.datetime();
const count = z.int().min(0);

/** What leaves an owner's list within a day, so that it can be said beforehand. */
export const leavingSchema = z.object({
  count,
  firstLeavesAt: instant.nullable().describe("When cleanup may take the first of them; null when none leaves."),
  lastLeavesAt: instant.nullable().describe("When it may take the last of them: later when another one has joined."),
  asOf: instant.describe("Pass this on to keep them or let them go: no other todo is touched then."),
});
export type LeavingTodos = Readonly<z.output<typeof leavingSchema>>;

export const asOfSchema = z.strictObject({ asOf: z.iso.datetime("use the asOf of an answer") });
export const keptSchema = z.object({ keptCount: count, keptAt: instant });
export const keptAtSchema = z.strictObject({ keptAt: z.iso.datetime("use the keptAt of an answer") });
export const unkeptSchema = z.object({ unkeptCount: count });

/** Reads and writes about what leaves within a day, one statement each. */
export interface Leaving {
  /** What leaves within a day from `now`, or is due already. */
  leaving(owner: Owner, now: Date): Promise<LeavingTodos>;
  /** Pins what `leaving` counted as of an instant. Leaves out what was touched since. */
  keepLeaving(owner: Owner, asOf: Date, now: Date): Promise<z.output<typeof keptSchema>>;
  /** Takes back a keep by its `keptAt`. Leaves out what was touched since. */
  unkeepLeaving(owner: Owner, keptAt: Date, now: Date): Promise<z.output<typeof unkeptSchema>>;
  /** Moves what `leaving` counted as of an instant to the trash. Leaves out what was touched since. */
  letLeavingGo(owner: Owner, asOf: Date, now: Date): Promise<{ deletedCount: number; trashedAt: string }>;
}

const leavingRow = z.tuple([z.object({ count: z.int(), first: z.date().nullable(), last: z.date().nullable() })]);

export function createLeaving(options: { database: Database; trashDays: number }): Leaving {
  const { database } = options;
  return {
    async leaving(owner, now) {
      const rows = await database.$queryRaw`
        SELECT count(*)::int AS count, min(expires_at) AS first, max(expires_at) AS last
        FROM todo WHERE ${leavingSoon(owner, now)}`;
      const [{ count, first, last }] = leavingRow.parse(rows);
      return {
        count,
        firstLeavesAt: first?.toISOString() ?? null,
        lastLeavesAt: last?.toISOString() ?? null,
        asOf: now.toISOString(),
      };
    },

    async keepLeaving(owner, asOf, now) {
      const keptCount = await database.$executeRaw`
        UPDATE todo SET pinned = true, expires_at = NULL, updated_at = ${now} WHERE ${leavingSoon(owner, asOf)}`;
      return { keptCount, keptAt: now.toISOString() };
    },

    async unkeepLeaving(owner, keptAt, now) {
      const unkeptCount = await database.$executeRaw`
        UPDATE todo SET pinned = false, updated_at = ${now},
          expires_at = completed_at + ${owner.retentionDays}::int * interval '24 hours'
        WHERE owner_id = ${owner.id}::uuid AND completed_at IS NOT NULL AND pinned AND updated_at = ${keptAt}`;
      return { unkeptCount };
    },

    async letLeavingGo(owner, asOf, now) {
      const deletedCount = await moveToTrash({ ...options, which: leavingSoon(owner, asOf), now });
      return { deletedCount, trashedAt: now.toISOString() };
    },
  };
}

/**
 * A todo that was touched after `asOf` was not shown as it is now, so it is nobody's decision yet. That it is completed follows
 * from its expiry; saying so lets the index of one owner's completed todos serve this.
 */
function leavingSoon(owner: Owner, asOf: Date): Prisma.Sql {
  return Prisma.sql`owner_id = ${owner.id}::uuid AND completed_at IS NOT NULL
    AND expires_at <= ${addDays(asOf, 1)} AND updated_at <= ${asOf}`;
}
