import type { RunRecorder } from "#lib/task-runs/recorder.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { Claim, ScheduleService } from "#lib/task-runs/schedules.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { Engine } from "../engines/engine.ts";
import type { RunSubmission } from "../runner/dispatcher.ts";
import { takeBackLostRuns } from "./recovery.ts";

/** A run that no engine has accepted for this long was left behind by a crash or an unreachable engine. */
const STRANDED_AFTER_MS = 10_000;

/** A scheduler's call "is anything due?". Any number of schedulers may poke: the slot claim decides. */
export interface Poke {
  /** Claims the task's due slot, if any, and hands its run to the engine, with any that were left behind. */
  one(task: StoredTask, now: Date): Promise<Claim>;
  /** Does that for every scheduled task. */
  all(now: Date): Promise<void>;
  /** Hands over the runs that were left behind by a crash or an unreachable engine, and those that got lost. */
  handOverStranded(now: Date): Promise<void>;
}

export function createPoke(parts: {
  readonly catalog: TaskCatalog;
  readonly schedules: ScheduleService;
  readonly queries: RunQueries;
  readonly recorder: RunRecorder;
  readonly submission: RunSubmission;
  readonly engine: Engine;
}): Poke {
  const { catalog, schedules, queries, submission, engine } = parts;

  const known = catalog.all.map((task) => task.name);

  const claim = (task: StoredTask, now: Date) =>
    schedules.claimDueSlot(task.name, { payload: task.schedule?.payload ?? {}, engine: engine.name }, now);

  const pokeTask = async (task: StoredTask, now: Date): Promise<Claim> => {
    const claimed = await claim(task, now);
    return claimed.run ? { run: await submission.handOver(claimed.run) } : claimed;
  };

  const handOverStranded = async (now: Date) => {
    await takeBackLostRuns(parts, now);
    const before = new Date(now.getTime() - STRANDED_AFTER_MS);
    const stranded = await queries.stranded(before, known);
    for (const run of stranded) await submission.handOver(run);
  };

  return {
    handOverStranded,

    async one(task, now) {
      const claimed = await pokeTask(task, now);
      await handOverStranded(now);
      return claimed;
    },

    async all(now) {
      for (const task of catalog.all) if (task.schedule) await pokeTask(task, now);
      await handOverStranded(now);
    },
  };
}
