import type { Database } from "#lib/db/client.ts";
import { createRunStore, type RunRequest } from "#lib/task-runs/run-store.ts";
import type { Run } from "#lib/task-runs/schemas.ts";

/** The instant that tests of runs start from; `later(n)` is n seconds later. */
export const now = new Date("2026-05-01T12:00:00.000Z");
export const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

/** Records a queued run of `todo/cleanup`, with these changes. */
export async function recordRun(db: Database, request: Partial<RunRequest> = {}, at: Date = now): Promise<Run> {
  const { run } = await createRunStore(db).record(
    { task: "todo/cleanup", trigger: "api", payload: {}, engine: "postgres", ...request },
    at,
  );
  return run;
}

export const diskError = { message: "The disk is gone.", stack: null, retriable: true };
