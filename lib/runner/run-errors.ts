import type { RunError } from "#lib/task-runs/schemas.ts";

/** Thrown to the code that awaits the result of a run that failed; carries the recorded error. */
export class RunFailed extends Error {
  override readonly name = "RunFailed";
  readonly runId: string;
  readonly error: RunError;

  constructor(runId: string, error: RunError) {
    super(error.message);
    this.runId = runId;
    this.error = error;
  }
}

/** Thrown when a run isn't finished within the caller's time; the run continues. */
export class RunTimeout extends Error {
  override readonly name = "RunTimeout";
  readonly runId: string;

  constructor(runId: string, timeoutMs: number) {
    super(`Run ${runId} has not finished within ${timeoutMs} ms. It continues; look it up by its id.`);
    this.runId = runId;
  }
}
