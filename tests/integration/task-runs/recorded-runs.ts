import { pino } from "pino";
import { beforeAll, beforeEach } from "vitest";
import type { Database } from "#lib/db/client.ts";
import { createRunQueries, type RunQueries } from "#lib/task-runs/run-queries.ts";
import { createRunStore, type RunRequest, type RunStore } from "#lib/task-runs/run-store.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";

/** The instant that tests of runs start from; `later(n)` is n seconds later. */
export const now = new Date("2026-05-01T12:00:00.000Z");
export const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

export const diskError = { message: "The disk is gone.", stack: null, retriable: true };

/** Records a queued run of `todo/cleanup`, with these changes. */
export async function recordRun(db: Database, request: Partial<RunRequest> = {}, at: Date = now): Promise<Run> {
  const { run } = await createRunStore(db).record(
    { task: "todo/cleanup", trigger: "api", payload: {}, engine: "postgres", ...request },
    at,
  );
  return run;
}

/** The run store of a database of its own. */
export interface StoredRuns {
  readonly db: Database;
  readonly url: string;
  readonly store: RunStore;
  readonly queries: RunQueries;
  /** Records a run and starts its first attempt at `later(1)`. @returns its id */
  start(request?: Partial<RunRequest>): Promise<string>;
  /** Saves progress of the first attempt in a transaction of its own. */
  save(id: string, progress: number): Promise<unknown>;
}

/** `keep`: leaves the runs of a test to the next. Default: the table is emptied before each. */
export function setUpStoredRuns({ keep = false } = {}): StoredRuns {
  const database = setUpTestDatabase();
  let store: RunStore | undefined;
  let queries: RunQueries | undefined;
  beforeAll(() => {
    store = createRunStore(database.db);
    queries = createRunQueries(database.db, pino({ level: "silent" }));
  });
  if (!keep) beforeEach(() => database.db.taskRun.deleteMany());
  const ready = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error("Stored runs exist inside hooks and tests only.");
    return part;
  };
  return {
    get db() {
      return database.db;
    },
    get url() {
      return database.url;
    },
    get store() {
      return ready(store);
    },
    get queries() {
      return ready(queries);
    },
    async start(request) {
      const { id } = await recordRun(database.db, request);
      await ready(store).startAttempt(id, later(1));
      return id;
    },
    save: (id, progress) =>
      database.db.$transaction((transaction) =>
        ready(store).saveProgress({ id, attempt: 1 }, { done: progress }, transaction, later(1)),
      ),
  };
}
