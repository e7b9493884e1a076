import type { RunError } from "#lib/task-runs/schemas.ts";
import { PermanentError } from "#lib/tasks/errors.ts";

/** A thrown value as it is recorded. */
export function toRunError(thrown: unknown): RunError {
  if (thrown instanceof Error) {
    return { message: thrown.message, stack: thrown.stack ?? null, retriable: !(thrown instanceof PermanentError) };
  }
  return { message: String(thrown), stack: null, retriable: true };
}

/** Thrown to whoever awaits the result of a run that failed; carries the recorded error. */
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

/** Thrown when a run didn't finish within the caller's time; the run goes on. */
export class RunTimeout extends Error {
  override readonly name = "RunTimeout";
  readonly runId: string;

  constructor(runId: string, timeoutMs: number) {
    super(`Run ${runId} has not finished within ${timeoutMs} ms. It goes on; look it up by its id.`);
    this.runId = runId;
  }
}
