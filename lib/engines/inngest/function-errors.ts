import { NonRetriableError, RetryAfterError } from "inngest";
import type { RunError } from "#lib/task-runs/schemas.ts";
import type { RetryPolicy } from "#lib/tasks/task.ts";

type Shown = Pick<RunError, "name" | "message" | "stack">;

/** An error that fails the function run at Inngest at once, shown there as the task's own. */
export function finalError(error: Shown): Error {
  return shownAs(new NonRetriableError(error.message), error);
}

/** An error that lets Inngest try again after the task's own backoff. `attempt` counts from 0, as Inngest does. */
export function retryError(error: Shown, retries: RetryPolicy, attempt: number): Error {
  return shownAs(new RetryAfterError(error.message, backoffMs(retries, attempt)), error);
}

/** Doubles with each attempt. Inngest counts from the second that has begun, so one more keeps it from being early. */
function backoffMs({ delaySeconds }: RetryPolicy, attempt: number): number {
  return (delaySeconds * 2 ** attempt + 1) * 1_000;
}

/** The SDK judges by the class, and shows the name. */
function shownAs(error: Error, { name = "Error", stack }: Shown): Error {
  error.name = name;
  error.stack = stack ?? "";
  return error;
}
