import type { RunRecorder } from "#lib/task-runs/recorder.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import type { Engine } from "../engines/engine.ts";
import { lostRun } from "../runner/run-errors.ts";

/** A process that executes by itself shows every 15 seconds that it lives. */
const PROCESS_LOST_AFTER_MS = 90_000;

/** An engine looks after its runs itself, and may wait for minutes between two attempts: this is for when it lost them. */
const ENGINE_LOST_AFTER_MS = 15 * 60_000;

/**
 * Finds runs that nobody gives a sign of life of any more: their process was killed outside of an engine, or their engine lost
 * its memory or was exchanged for another. They go back to the queue, for the engine of today, or fail if no attempt is left.
 * Where their process lives after all, it finds that its attempt is over.
 */
export async function takeBackLostRuns(
  parts: {
    readonly catalog: TaskCatalog;
    readonly recorder: RunRecorder;
    readonly queries: RunQueries;
    readonly engine: Pick<Engine, "name">;
  },
  now: Date,
): Promise<void> {
  const { catalog, recorder, queries, engine } = parts;
  const lost = await queries.silent(
    {
      processes: new Date(now.getTime() - PROCESS_LOST_AFTER_MS),
      engines: new Date(now.getTime() - ENGINE_LOST_AFTER_MS),
    },
    catalog.all.map((task) => task.name),
  );
  for (const run of lost) {
    if (run.cancelRequestedAt !== null) await recorder.markCanceled(run, now);
    else if (run.attempt > catalog.get(run.task).retries.limit) await recorder.fail(run, lostRun, { last: true }, now);
    else await recorder.handBack(run, engine.name);
  }
}
