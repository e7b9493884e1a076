import { z } from "zod";
import type { Engine } from "#lib/engines/engine.ts";
import { DomainError } from "#lib/errors.ts";
import { CLOCK_TOLERANCE_MS, type ClockGuard } from "#lib/task-runs/clocks/clock-guard.ts";
import type { HeldRuns } from "#lib/task-runs/held/held-runs.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import { graceOf } from "#lib/task-runs/slots.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import type { CleanupBacklogs } from "#lib/todo-service/cleanup/backlog.ts";
import { checkBacklog } from "./backlog-check.ts";
import { type Check, checkSchema } from "./check.ts";
import { checkClock } from "./clock-check.ts";
import { checkHeartbeat } from "./heartbeat-check.ts";
import { checkHeldRuns } from "./held-check.ts";
import { latestWaitFor } from "./latest-wait.ts";
import { checkRemovals, removalTasks } from "./removals-check.ts";
import { checkSchedules } from "./schedules-check.ts";
import type { Startup } from "./startup.ts";

/** The answer of `/api/health/ready`. */
export const readinessSchema = z.object({
  status: z.enum(["ready", "not-ready"]),
  checks: z.object({
    database: checkSchema,
    startup: checkSchema,
    clock: checkSchema,
    heartbeat: checkSchema,
    schedules: checkSchema,
    backlog: checkSchema,
    removals: checkSchema,
    runs: checkSchema,
  }),
});
export type Readiness = z.output<typeof readinessSchema>;

export interface Health {
  /**
   * Whether the database answers, the process has started its tasks, the engine executes, a scheduler calls, and
   * cleanup keeps up.
   * @throws {DomainError} `unavailable` once the process is about to end
   */
  checkReadiness(now: Date): Promise<Readiness>;
}

export function createHealth(parts: {
  readonly schedules: ScheduleStore;
  readonly queries: RunQueries;
  readonly held: Pick<HeldRuns, "countHeld">;
  readonly engine: Pick<Engine, "name" | "queueProblem">;
  readonly todos: CleanupBacklogs;
  readonly clockGuard: Pick<ClockGuard, "offMs">;
  readonly startup: Pick<Startup, "check">;
  readonly stopping: AbortSignal;
}): Health {
  const { schedules, queries, held, engine, todos, clockGuard, startup, stopping } = parts;
  const graceMs = graceOf(engine.name);
  const ranAhead: ScheduleStore["ranAhead"] = (task, slot) =>
    schedules.ranAhead(task, slot).catch(() => Promise.reject(new Unanswered()));
  return {
    async checkReadiness(now) {
      if (stopping.aborted) throw new DomainError("unavailable", "This process is about to end; ask another one.");
      // One by one: a table that is locked leaves the others their answers.
      const [registered, lastPing, backlog, ahead, latest, cleaned, holding] = await Promise.allSettled([
        schedules.list(),
        queries.lastSuccess(systemPing.name, new Date(now.getTime() + CLOCK_TOLERANCE_MS)),
        todos.backlog(now),
        clockGuard.offMs(),
        queries.latestByTask(removalTasks),
        queries.lastSuccess(todoCleanup.name),
        held.countHeld(),
      ]);
      const answers = [registered, lastPing, backlog, ahead, latest].some(({ status }) => status === "fulfilled");
      if (!answers) return withoutDatabase(startup.check());
      const planned = resultOf(registered);
      const pinged = resultOf(lastPing);
      const waiting = resultOf(backlog);
      const compared = resultOf(ahead);
      const removals = resultOf(latest);
      const heldRuns = resultOf(holding);
      const lastCleanup = resultOf(cleaned)?.value ?? null;
      return summarize({
        database: { ok: true, detail: "The database answers." },
        startup: startup.check(),
        removals: removals ? checkRemovals(removals.value) : busy,
        runs: heldRuns ? checkHeldRuns(heldRuns.value) : busy,
        clock: compared ? checkClock(compared.value) : busy,
        heartbeat:
          planned && pinged
            ? await judged(
                () =>
                  brokenQueue(engine.queueProblem?.() ?? null) ??
                  checkHeartbeat(planned.value, pinged.value?.finishedAt ?? null, { now, graceMs }),
              )
            : busy,
        schedules: planned ? await judged(() => checkSchedules(planned.value, now, graceMs)) : busy,
        backlog:
          planned && waiting
            ? await judged(() => {
                const schedule = planned.value.find((each) => each.task === todoCleanup.name);
                const latestWait = latestWaitFor(schedule, { schedules: { ranAhead }, now });
                return checkBacklog(waiting.value, { latestWait, now, lastCleanup });
              })
            : busy,
      });
    },
  };
}

/** The database did not answer a question of a check. */
class Unanswered extends Error {}

/** A row that one check cannot read says nothing about the database or the other checks. */
async function judged(check: () => Check | Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof Unanswered) return busy;
    return { ok: false, detail: "What the database holds about it cannot be read. Restart Tidy, then run the doctor." };
  }
}

/** Told at once: the missing heartbeat would show it minutes later. */
function brokenQueue(problem: string | null): Check | null {
  return problem === null ? null : { ok: false, detail: problem };
}

function resultOf<T>(result: PromiseSettledResult<T>): { readonly value: T } | null {
  return result.status === "fulfilled" ? { value: result.value } : null;
}

const busy = { ok: false, detail: "Not known: the database did not answer this in time. A table may be locked." };

const unknown = { ok: false, detail: "Not known while the database does not answer." };

function withoutDatabase(startup: Check): Readiness {
  return summarize({
    database: { ok: false, detail: "The database does not answer. Check DATABASE_URL and that PostgreSQL runs." },
    startup,
    clock: unknown,
    heartbeat: unknown,
    schedules: unknown,
    backlog: unknown,
    removals: unknown,
    runs: unknown,
  });
}

function summarize(checks: Readiness["checks"]): Readiness {
  return { status: Object.values(checks).every((check) => check.ok) ? "ready" : "not-ready", checks };
}
