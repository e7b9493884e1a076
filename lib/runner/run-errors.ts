import { inspect } from "node:util";
import type { RunError } from "#lib/task-runs/schemas.ts";
import { PermanentError } from "#lib/tasks/errors.ts";

/** A thrown value as it is recorded. */
export function toRunError(thrown: unknown): RunError {
  if (!(thrown instanceof Error)) {
    return { message: storable(typeof thrown === "string" ? thrown : inspect(thrown)), stack: null, retriable: true };
  }
  const stack = thrown.stack === undefined ? null : storable(thrown.stack);
  return { message: storable(thrown.message), stack, retriable: !(thrown instanceof PermanentError) };
}

/** PostgreSQL refuses NUL and half surrogate pairs in JSON: an error that holds one must not get lost over it. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}

/** Of a run whose last attempt ended without a word. */
export const lostRun: RunError = {
  message:
    "The processes that executed this run disappeared, on its last attempt too. Run it again once they are stable.",
  stack: null,
  retriable: false,
};

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
