import type { RunError } from "./schemas.ts";

/**
 * PostgreSQL refuses NUL and lone surrogates in JSON, so both are replaced: an error that holds one is still recorded.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}

/** The error of an attempt whose process disappeared, before another attempt. */
export const stalledAttemptError: RunError = {
  message: "The process that executed this attempt disappeared.",
  stack: null,
  retriable: true,
};

/** The error of a run whose task is no longer registered in any running version. */
export const goneTaskError: RunError = {
  message: "There is no such task any more: this version of Tidy cannot execute it.",
  stack: null,
  retriable: false,
};

/** The error of a run that stalled on its last attempt. */
export const stalledRunError: RunError = {
  message:
    "The processes that executed this run disappeared, on its last attempt too. Run it again once they are stable.",
  stack: null,
  retriable: false,
};
