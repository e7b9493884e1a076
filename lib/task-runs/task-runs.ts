import type { Database } from "#lib/db/client.ts";
import { createRunPruning, type RunPruning } from "./prune.ts";
import { createRecorder, type RunRecorder } from "./recorder.ts";
import { createRunQueries, type RunQueries } from "./run-queries.ts";
import { createScheduleService, type ScheduleService } from "./schedules.ts";

/** Everything that touches the tables of runs and schedules. */
export interface TaskRuns {
  readonly recorder: RunRecorder;
  readonly runs: RunQueries;
  readonly schedules: ScheduleService;
  readonly pruning: RunPruning;
}

export function createTaskRuns(parts: { readonly database: Database; readonly historyDays: number }): TaskRuns {
  return {
    recorder: createRecorder(parts.database),
    runs: createRunQueries(parts.database),
    schedules: createScheduleService(parts.database),
    pruning: createRunPruning(parts),
  };
}
