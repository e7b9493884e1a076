import { DomainError } from "#lib/errors.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { WrongUse } from "./usage.ts";

/** Exit codes of `npm run task`, by which a script can tell what happened. docs/operating.md lists them. */
export const exitCodes = {
  done: 0,
  /** The run failed or was canceled, or something else went wrong. */
  failed: 1,
  /** The command or the payload is not valid: nothing was done. */
  wrongUse: 2,
  notFound: 3,
  /** The present state does not allow it, e.g. a finished run cannot be canceled. */
  conflict: 4,
  /** The time of `--timeout` is up, and the run goes on. */
  notFinished: 5,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code after waiting for a run, or after only starting it. */
export function exitCodeOfRun({ status }: Pick<Run, "status">, { waited }: { readonly waited: boolean }): ExitCode {
  switch (status) {
    case "succeeded":
      return exitCodes.done;
    case "failed":
    case "canceled":
      return exitCodes.failed;
    default:
      return waited ? exitCodes.notFinished : exitCodes.done;
  }
}

export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof WrongUse) return exitCodes.wrongUse;
  if (!(error instanceof DomainError)) return exitCodes.failed;
  switch (error.kind) {
    case "invalid":
      return exitCodes.wrongUse;
    case "not-found":
      return exitCodes.notFound;
    case "conflict":
      return exitCodes.conflict;
    default:
      return exitCodes.failed;
  }
}
