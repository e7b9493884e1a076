import type { Check } from "#lib/health/check.ts";
import { checkHeartbeat } from "#lib/health/heartbeat-check.ts";
import { checkSchedules } from "#lib/health/schedules-check.ts";
import { checkSuccess } from "#lib/health/success-check.ts";
import type { Alert, Fault } from "#lib/notices/alerts-table.ts";
import type { FinalFailure } from "#lib/task-runs/outcomes/run-outcomes.ts";
import type { Schedule } from "#lib/task-runs/schemas.ts";
import { canBePlanned } from "#lib/task-runs/slots.ts";
import { noticeSend } from "#lib/tasks/definitions/notice-send.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";

/** Everything that a check judges by. */
export interface Facts {
  readonly schedules: readonly Schedule[];
  readonly failures: readonly FinalFailure[];
  /** The time of each task's last success. */
  readonly successes: ReadonlyMap<string, Date>;
  /** The tasks that there are. */
  readonly tasks: readonly string[];
  readonly graceMs: number;
}

/** A fault to watch, and whether it is there now. */
export interface Judgement {
  readonly fault: Fault;
  readonly check: Check;
}

/** Tasks that have to succeed regularly: else something silently goes wrong. */
export const neededTasks: readonly string[] = [todoCleanup.name];

/** Judges everything that is watched. `latest`: the newest alert of each key. */
export function judge(facts: Facts, latest: ReadonlyMap<string, Alert>, now: Date): Judgement[] {
  // Before the first start has registered them, nothing can be late.
  return [...(facts.schedules.length === 0 ? [] : judgeSchedules(facts, now)), ...judgeRuns(facts, latest)];
}

function judgeSchedules({ schedules, successes, graceMs }: Facts, now: Date): Judgement[] {
  const successOf = (task: string) => successes.get(task)?.toISOString() ?? null;
  // A schedule that cannot be read is a fault of its own, and must not hide other faults.
  const readable = schedules.filter(canBePlanned);
  // The heartbeat has a check of its own.
  const others = schedules.filter((schedule) => schedule.task !== systemPing.name || !canBePlanned(schedule));
  return [
    {
      fault: { key: "heartbeat", kind: "heartbeat", task: systemPing.name, failed: null },
      check: checkHeartbeat(readable, successOf(systemPing.name), { now, graceMs }),
    },
    {
      fault: { key: "schedules", kind: "schedules", task: null, failed: null },
      check: checkSchedules(others, now, graceMs),
    },
    ...neededTasks.map((task): Judgement => {
      const lastSuccess = successOf(task);
      const fault = { key: `no-success ${task}`, kind: "no-success", task, failed: null } as const;
      return { fault, check: checkSuccess(task, { schedules: readable, lastSuccess, now }) };
    }),
  ];
}

/**
 * A task counts as failed from a run's final failure until a later success. A notice that can't be sent is left out: a
 * notice about it would take the same way.
 */
function judgeRuns({ failures, successes, tasks }: Facts, latest: ReadonlyMap<string, Alert>): Judgement[] {
  const failureOf = new Map(failures.map((failure) => [failure.task, failure]));
  const keyOf = (task: string) => `run-failed ${task}`;
  const openOf = (task: string) => {
    const alert = latest.get(keyOf(task));
    return alert?.resolvedAt === null ? alert : undefined;
  };
  const watched = tasks.filter((task) => task !== noticeSend.name && (failureOf.has(task) || openOf(task)));
  return watched.flatMap((task): Judgement[] => {
    const failure = failureOf.get(task);
    const known = latest.get(keyOf(task))?.failed ?? null;
    const newest = failure && (known === null || failure.at > known.at) ? failure : null;
    const failed = newest ? { runId: newest.runId, at: newest.at } : known;
    // Told before, and resolved since.
    if (failed === null || (newest === null && openOf(task) === undefined)) return [];
    const success = successes.get(task);
    const fault = { key: keyOf(task), kind: "run-failed", task, failed } as const;
    if (success !== undefined && success > failed.at && newest === null) {
      return [{ fault, check: { ok: true, detail: `A run succeeded at ${success.toISOString()}.` } }];
    }
    return [{ fault, check: { ok: false, detail: failureText(task, newest?.errorName ?? null) } }];
  });
}

/** Without the error's message, which may hold text of people. */
function failureText(task: string, errorName: string | null): string {
  const error = errorName === null ? "" : ` with ${errorName}`;
  return `A run of ${task} failed${error}, after its last attempt. Its page in the task console says why, and runs it again.`;
}
