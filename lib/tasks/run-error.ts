import { inspect } from "node:util";
import { storableText } from "#lib/task-runs/run-error.ts";
import type { RunError } from "#lib/task-runs/schemas.ts";
import { PermanentError } from "./errors.ts";

/** A thrown value as a run records it. */
export function toRunError(thrown: unknown): RunError {
  if (!(thrown instanceof Error)) {
    const text = typeof thrown === "string" ? thrown : inspect(thrown);
    return { message: storableText(text), stack: null, retriable: true };
  }
  const stack = thrown.stack === undefined ? null : storableText(thrown.stack);
  const retriable = !(thrown instanceof PermanentError);
  return { name: storableText(thrown.name), message: storableText(thrown.message), stack, retriable };
}
