import type { Database } from "#lib/db/client.ts";
import type { Logger } from "#lib/logger.ts";
import { type BulkRuns, createBulkRuns } from "./bulk/bulk-runs.ts";
import { type ClockGuard, createClockGuard, databaseClockOf } from "./clocks/clock-guard.ts";
import { createFutureRepair, type FutureRepair } from "./clocks/future-repair.ts";
import { guardClaims } from "./clocks/guarded-claims.ts";
import { guardSchedules } from "./clocks/guarded-schedules.ts";
import { createHeldRuns, type HeldRuns } from "./held/held-runs.ts";
import { createRunFigures, type RunFigures } from "./history/figures.ts";
import { createQueueFigures, type QueueFigures } from "./history/queue-figures.ts";
import { createRunOutcomes, type RunOutcomes } from "./outcomes/run-outcomes.ts";
import { createRunHistory, type RunHistory } from "./prune.ts";
import { createRequestClaims, type RequestClaims } from "./request-claims.ts";
import { createRunQueries, type RunQueries } from "./run-queries.ts";
import { createRunStore, type RunStore } from "./run-store.ts";
import { createScheduleStore, type ScheduleStore } from "./schedules.ts";

/** Everything that touches the tables of runs and schedules. */
export interface TaskRuns {
  readonly store: RunStore;
  readonly queries: RunQueries;
  readonly outcomes: RunOutcomes;
  readonly held: HeldRuns;
  readonly bulk: BulkRuns;
  readonly figures: RunFigures;
  readonly queueFigures: QueueFigures;
  readonly schedules: ScheduleStore;
  readonly history: RunHistory;
  readonly claims: RequestClaims;
  readonly repair: FutureRepair;
  readonly clockGuard: ClockGuard;
}

export function createTaskRuns(parts: {
  readonly database: Database;
  readonly historyDays: number;
  readonly logger: Logger;
  /** The clock of this process. */
  readonly clock: () => Date;
  /** Default: the clock of the database. */
  readonly databaseClock?: () => Promise<Date>;
}): TaskRuns {
  const { clock, databaseClock = databaseClockOf(parts.database) } = parts;
  const clockGuard = createClockGuard({ clock, databaseClock });
  const repair = createFutureRepair(parts);
  const queries = createRunQueries(parts.database, parts.logger);
  return {
    store: createRunStore(parts.database),
    queries,
    outcomes: createRunOutcomes(parts.database),
    held: createHeldRuns(parts.database),
    bulk: createBulkRuns(parts.database, queries),
    figures: createRunFigures(parts.database),
    queueFigures: createQueueFigures(parts.database),
    schedules: guardSchedules({ schedules: createScheduleStore(parts.database), clockGuard, repair }),
    history: createRunHistory(parts),
    claims: guardClaims({ claims: createRequestClaims(parts.database), clockGuard }),
    repair,
    clockGuard,
  };
}
