import type { SliceOutcome } from "#lib/engines/engine.ts";
import type { Logger } from "#lib/logger.ts";
import type { StartedAttempt } from "#lib/task-runs/attempts.ts";
import type { RunError } from "#lib/task-runs/schemas.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { currentTraceId } from "#lib/tracing/span.ts";

/** The outcome of a slice; `retrying`: it failed, and another attempt is due. */
type EndedAs = SliceOutcome | "retrying";

/** The counts of a slice. */
export interface EndedSlice {
  readonly task: string;
  readonly outcome: EndedAs;
  /** Since the run started, all attempts included; null while the run goes on. */
  readonly runSeconds: number | null;
}

/** Tells of the beginning and the end of attempts. */
export interface AttemptLines {
  /** @returns a function that logs the end. `error`: the error of a failure. */
  begin(run: StartedAttempt, isContinued: boolean): (outcome: EndedAs, error: RunError | null) => void;
}

const lastOutcomes: ReadonlySet<EndedAs> = new Set(["succeeded", "failed", "canceled"]);

/**
 * Writes a line when an attempt begins and when it ends, without anything of its payload, result or error but the
 * error's class: these may name people and todos. Heartbeats, one a minute, are for those who debug.
 */
export function createAttemptLines(parts: {
  readonly logger: Logger;
  readonly clock: () => Date;
  readonly onAttemptEnd?: (slice: EndedSlice) => void;
}): AttemptLines {
  const { logger, clock, onAttemptEnd } = parts;
  return {
    begin(run, isContinued) {
      const startedAt = performance.now();
      const traceId = currentTraceId();
      const { task } = run;
      const line = { part: "run", runId: run.id, task, attempt: run.attempt, ...(traceId && { traceId }) };
      const usual = task === systemPing.name ? "debug" : "info";
      if (!isContinued) logger[usual](line, "attempt began");
      return (outcome, error) => {
        const ms = Math.round(performance.now() - startedAt);
        const level = outcome === "failed" ? "error" : outcome === "retrying" ? "warn" : usual;
        const text = outcome === "unfinished" ? "slice ended" : "attempt ended";
        logger[level]({ ...line, outcome, ms, ...(error && { error: error.name }) }, text);
        const isLast = lastOutcomes.has(outcome);
        onAttemptEnd?.({
          task,
          outcome,
          runSeconds: isLast ? (clock().getTime() - run.startedAt.getTime()) / 1000 : null,
        });
      };
    },
  };
}
