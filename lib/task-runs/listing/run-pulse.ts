import { z } from "zod";
import type { Database } from "#lib/db/client.ts";

/** The most unfinished runs that a pulse looks at. */
const lookedAt = 100;

/** Whether anything happened to the runs: cheap enough to be asked every second or two. */
export const runPulseSchema = z.object({
  /** Changes whenever a run is recorded, starts, makes progress or finishes. Its form means nothing. */
  state: z.string(),
  /** Whether a run is queued or under way, so that more will happen soon. */
  isActive: z.boolean(),
});
export type RunPulse = z.output<typeof runPulseSchema>;

/** Reads the pulse by three probes of indexes, however many runs there are. */
export async function readRunPulse(database: Database): Promise<RunPulse> {
  const [row] = await database.$queryRaw<{ state: string; active: number }[]>`
    SELECT concat_ws(' ', newest.id, last.finished_at, unfinished.count, unfinished.state) AS state,
      coalesce(unfinished.count, 0)::int AS active
    FROM (SELECT count(*), md5(string_agg(concat_ws(' ', id, status, attempt, heartbeat_at), ',')) AS state
      FROM (SELECT id, status, attempt, heartbeat_at FROM task_run WHERE finished_at IS NULL
        ORDER BY task, id LIMIT ${lookedAt}) AS listed) AS unfinished
    LEFT JOIN (SELECT id FROM task_run ORDER BY id DESC LIMIT 1) AS newest ON true
    LEFT JOIN (SELECT finished_at FROM task_run WHERE finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1) AS last
      ON true`;
  return { state: row?.state ?? "", isActive: (row?.active ?? 0) > 0 };
}
