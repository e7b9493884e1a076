import type { Database } from "#lib/db/client.ts";
import type { RunEngine } from "../schemas.ts";

/** Runs that wait for an operator's word. */
export interface HeldRuns {
  /**
   * Holds every unfinished run: queued ones are not executed, and the attempts of running ones are over. That uses up
   * no attempt. Resolves to the number of held runs.
   */
  holdUnfinished(now: Date): Promise<number>;
  /** Returns a held run to the queue, for this engine; false where it is not held. */
  release(id: string, engine: RunEngine): Promise<boolean>;
  countHeld(): Promise<number>;
}

export function createHeldRuns(database: Database): HeldRuns {
  const countHeld = () => database.taskRun.count({ where: { heldAt: { not: null }, finishedAt: null } });
  return {
    countHeld,

    async holdUnfinished(now) {
      // Another number of the attempt refuses the writes of one under way, and makes the run another job for its
      // engine, which may have seen this one already.
      await database.$executeRaw`
        UPDATE task_run
        SET status = 'queued', attempt = attempt + 1, held_at = ${now}, dispatched_at = NULL, heartbeat_at = NULL
        WHERE finished_at IS NULL AND held_at IS NULL`;
      return await countHeld();
    },

    async release(id, engine) {
      const { count } = await database.taskRun.updateMany({
        where: { id, heldAt: { not: null }, finishedAt: null },
        data: { heldAt: null, engine, engineRunId: null, dispatchedAt: null, heartbeatAt: null },
      });
      return count > 0;
    },
  };
}
