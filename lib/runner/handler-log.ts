import type { Logger } from "#lib/logger.ts";
import type { AttemptStore, StartedAttempt } from "#lib/task-runs/attempts.ts";
import { messageMaxLength, messagesMax } from "#lib/task-runs/history/run-log.ts";
import type { LogLevel } from "#lib/task-runs/history/run-log-schemas.ts";
import { storableText } from "#lib/task-runs/run-error.ts";
import type { HandlerLog } from "#lib/tasks/task.ts";

/** The log of one attempt's handler. */
export interface AttemptLog extends HandlerLog {
  /** Resolves once every line is stored, or could not be. */
  stored(): Promise<void>;
}

/** Writes each line to the process's log at once, and to the run's log one after another. */
export function createAttemptLog(
  run: StartedAttempt,
  parts: { readonly store: Pick<AttemptStore, "addLogLine">; readonly logger: Logger; readonly clock: () => Date },
): AttemptLog {
  const { store, logger, clock } = parts;
  const line = { part: "run", runId: run.id, task: run.task, attempt: run.attempt };
  let count = 0;
  let storing: Promise<void> = Promise.resolve();

  const write = (level: LogLevel, given: string) => {
    logger[level](line, given);
    count += 1;
    // More than a run's log can hold would be statements in vain.
    if (count > messagesMax) return;
    const now = clock();
    const text = storableText(given).slice(0, messageMaxLength);
    // A line that cannot be stored is not worth an attempt.
    storing = storing.then(() => store.addLogLine(run, { level, text }, now)).catch(() => {});
  };

  return { info: (text) => write("info", text), warn: (text) => write("warn", text), stored: () => storing };
}
