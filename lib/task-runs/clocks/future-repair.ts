import { type Database, Prisma } from "#lib/db/client.ts";
import type { Logger } from "#lib/logger.ts";
import { CLOCK_TOLERANCE_MS } from "./clock-guard.ts";

/** No request holds a claim for longer than this. */
const LONGEST_REQUEST_MS = 60 * 60_000;

/** Repairs rows of a process whose clock was ahead. Its caller has verified the clock that `now` comes from. */
export interface FutureRepair {
  /**
   * Frees slots of the future that were claimed already. The schedule continues from the last slot that has a run, and
   * its registration is now at the latest.
   */
  repairSchedules(now: Date): Promise<void>;
  /** Sets instants of unfinished runs that lie in the future to now, so that they stall and are dispatched in time. */
  repairRuns(now: Date): Promise<void>;
}

export function createFutureRepair(parts: { readonly database: Database; readonly logger: Logger }): FutureRepair {
  const { database, logger } = parts;
  const log = (repaired: readonly unknown[], what: string) => {
    if (repaired.length > 0) logger.error({ repaired }, `${what} lay in the future; a clock was ahead. Repaired`);
  };

  return {
    async repairSchedules(now) {
      const latest = new Date(now.getTime() + CLOCK_TOLERANCE_MS);
      const wrong = await database.taskSchedule.findMany({
        where: { OR: [{ lastSlot: { gt: latest } }, { registeredAt: { gt: latest } }] },
      });
      if (wrong.length === 0) return;
      await database.$transaction([
        // Those that an operator ran ahead of their time were meant so.
        database.$executeRaw`
          UPDATE task_run SET slot = NULL WHERE slot > ${latest} AND trigger IN ('schedule', 'catch-up')`,
        database.$executeRaw`
          UPDATE task_schedule AS schedule
          SET registered_at = CASE WHEN registered_at > ${latest} THEN ${now} ELSE registered_at END,
              last_slot = CASE WHEN last_slot > ${latest} THEN
                (SELECT max(slot) FROM task_run AS run WHERE run.task = schedule.task AND slot <= ${latest}) ELSE last_slot END
          WHERE last_slot > ${latest} OR registered_at > ${latest}`,
      ]);
      log(wrong, "schedules");
    },

    async repairRuns(now) {
      const latest = new Date(now.getTime() + CLOCK_TOLERANCE_MS);
      const ids = await database.$queryRaw<{ id: string }[]>`
        UPDATE task_run
        SET ${Prisma.join(["heartbeat_at", "dispatched_at", "started_at", "created_at"].map((name) => atMost(name, now)))}
        WHERE finished_at IS NULL
          AND greatest(heartbeat_at, dispatched_at, started_at, created_at) > ${latest}
        RETURNING id`;
      log(ids, "unfinished runs");
      const claims = await database.$queryRaw<{ task: string }[]>`
        UPDATE request_claim SET claimed_until = ${now}
        WHERE claimed_until > ${new Date(now.getTime() + LONGEST_REQUEST_MS)} RETURNING task`;
      log(claims, "claims of requests");
    },
  };
}

/** `least` ignores nulls, which must stay. */
function atMost(name: string, now: Date): Prisma.Sql {
  const column = Prisma.raw(name);
  return Prisma.sql`${column} = CASE WHEN ${column} > ${now} THEN ${now}::timestamptz ELSE ${column} END`;
}
