import type { Database } from "#lib/db/client.ts";
import type { Logger } from "#lib/logger.ts";
import { createRunHistory, type RunHistory } from "./prune.ts";
import { createRequestClaims, type RequestClaims } from "./request-claims.ts";
import { createRunQueries, type RunQueries } from "./run-queries.ts";
import { createRunStore, type RunStore } from "./run-store.ts";
import { createScheduleStore, type ScheduleStore } from "./schedules.ts";

/** Everything that touches the tables of runs and schedules. */
export interface TaskRuns {
  readonly store: RunStore;
  readonly queries: RunQueries;
  readonly schedules: ScheduleStore;
  readonly history: RunHistory;
  readonly claims: RequestClaims;
}

export function createTaskRuns(parts: {
  readonly database: Database;
  readonly historyDays: number;
  readonly logger: Logger;
}): TaskRuns {
  return {
    store: createRunStore(parts.database),
    queries: createRunQueries(parts.database, parts.logger),
    schedules: createScheduleStore(parts.database),
    history: createRunHistory(parts),
    claims: createRequestClaims(parts.database),
  };
}
