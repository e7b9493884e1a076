import type { Check } from "#lib/health/check.ts";
import { checkHeartbeat } from "#lib/health/heartbeat-check.ts";
import { checkSchedules } from "#lib/health/schedules-check.ts";
import type { Alert, Fault } from "#lib/notices/alerts-table.ts";
import type { FinalFailure } from "#lib/task-runs/outcomes/run-outcomes.ts";
import type { Schedule } from "#lib/task-runs/schemas.ts";
import { canBePlanned } from "#lib/task-runs/slots.ts";
import { noticeSend } from "#lib/tasks/definitions/notice-send.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";

/** Whether a task that has to succeed regularly has done so. */
export interface NeededSuccess {
  readonly task: string;
  readonly check: Check & { readonly isPlanned: boolean };
}

/** Everything that a check judges by. */
export interface Facts {
  readonly schedules: readonly Schedule[];
  readonly failures: readonly FinalFailure[];
  /** The time of each task's last success. */
  readonly successes: ReadonlyMap<string, Date>;
  /** The tasks that have to succeed and whose schedule can be read. */
  readonly needed: readonly NeededSuccess[];
  /** The tasks that there are. */
  readonly tasks: readonly string[];
  readonly graceMs: number;
}

/** A fault to watch, and whether it is there now. */
export interface Judgement {
  readonly fault: Fault;
  readonly check: Check;
  /** Whether it could be there: not while its schedule is paused or off, or its task is gone. */
  readonly isWatched: boolean;
}

/** Tasks that have to succeed regularly: else something silently goes wrong. */
export const neededTasks: readonly string[] = [todoCleanup.name];

/** Judges everything that is watched. `latest`: the newest alert of each key. */
export function judge(facts: Facts, latest: ReadonlyMap<string, Alert>, now: Date): Judgement[] {
  // Before the first start has registered them, nothing can be late.
  const planned = facts.schedules.length === 0 ? [] : judgeSchedules(facts, now);
  return [...planned, ...judgeRuns(facts, latest), ...judgeGone(facts, latest)];
}

function judgeSchedules({ schedules, successes, needed, graceMs }: Facts, now: Date): Judgement[] {
  const lastPing = successes.get(systemPing.name)?.toISOString() ?? null;
  const ping = schedules.find(({ task }) => task === systemPing.name);
  // A schedule that cannot be read is a fault of its own, and must not hide other faults.
  const readable = schedules.filter(canBePlanned);
  // The heartbeat has a check of its own.
  const others = schedules.filter((schedule) => schedule.task !== systemPing.name || !canBePlanned(schedule));
  return [
    {
      fault: { key: "heartbeat", kind: "heartbeat", task: systemPing.name, failed: null },
      check: checkHeartbeat(readable, lastPing, { now, graceMs }),
      isWatched: ping?.cron != null && !ping.paused,
    },
    {
      fault: { key: "schedules", kind: "schedules", task: null, failed: null },
      check: checkSchedules(others, now, graceMs),
      isWatched: true,
    },
    ...needed.map(({ task, check }): Judgement => {
      const fault = { key: `no-success ${task}`, kind: "no-success", task, failed: null } as const;
      return { fault, check, isWatched: check.isPlanned };
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
      return [{ fault, check: { ok: true, detail: `A run succeeded at ${success.toISOString()}.` }, isWatched: true }];
    }
    return [{ fault, check: { ok: false, detail: failureText(task, newest?.errorName ?? null) }, isWatched: true }];
  });
}

/** Nothing of a task that an upgrade took away succeeds any more. */
function judgeGone({ tasks }: Facts, latest: ReadonlyMap<string, Alert>): Judgement[] {
  const gone = [...latest.values()].filter(
    ({ kind, task, resolvedAt }) => kind === "run-failed" && resolvedAt === null && !tasks.includes(task ?? ""),
  );
  return gone.map((fault) => ({
    fault,
    check: { ok: true, detail: `This version has no task ${fault.task}.` },
    isWatched: false,
  }));
}

/** Without the error's message, which may hold text of people. */
function failureText(task: string, errorName: string | null): string {
  const error = errorName === null ? "" : ` with ${errorName}`;
  return `A run of ${task} failed${error}, after its last attempt. Its page in the task console says why, and runs it again.`;
}
