import { z } from "zod";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { ScheduleService } from "#lib/task-runs/schedules.ts";
import type { Schedule } from "#lib/task-runs/schemas.ts";
import { GRACE_MS, isOverdue, latestSlot } from "#lib/task-runs/slots.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import type { CleanupBacklogs } from "#lib/todo-service/cleanup/backlog.ts";
import { checkBacklog } from "./backlog-check.ts";

const checkSchema = z.object({ ok: z.boolean(), detail: z.string() });
export type Check = z.output<typeof checkSchema>;

/** What `/api/health/ready` answers. */
export const readinessSchema = z.object({
  status: z.enum(["ready", "not-ready"]),
  checks: z.object({ database: checkSchema, heartbeat: checkSchema, schedules: checkSchema, backlog: checkSchema }),
});
export type Readiness = z.output<typeof readinessSchema>;

/** Whether the database answers, the engine executes, every schedule is being poked, and cleanup keeps up. */
export async function checkReadiness(
  parts: { readonly schedules: ScheduleService; readonly runs: RunQueries; readonly todos: CleanupBacklogs },
  now: Date,
): Promise<Readiness> {
  try {
    const [schedules, lastPing, backlog] = await Promise.all([
      parts.schedules.list(),
      parts.runs.lastSuccess(systemPing.name),
      parts.todos.backlog(now),
    ]);
    return summarize({
      database: { ok: true, detail: "The database answers." },
      heartbeat: checkHeartbeat(schedules, lastPing?.finishedAt ?? null, now),
      schedules: checkSchedules(schedules, now),
      backlog: checkBacklog(schedules, backlog, now),
    });
  } catch {
    const unknown = { ok: false, detail: "Not known while the database does not answer." };
    const database = {
      ok: false,
      detail: "The database does not answer. Check DATABASE_URL and that PostgreSQL runs.",
    };
    return summarize({ database, heartbeat: unknown, schedules: unknown, backlog: unknown });
  }
}

function summarize(checks: Readiness["checks"]): Readiness {
  return { status: Object.values(checks).every((check) => check.ok) ? "ready" : "not-ready", checks };
}

/** The latest ping that had time to run must have succeeded, at whatever pace pings are planned. */
function checkHeartbeat(schedules: readonly Schedule[], lastPing: string | null, now: Date): Check {
  const schedule = schedules.find((each) => each.task === systemPing.name);
  if (!schedule) return { ok: false, detail: "No schedule is registered yet: the app has not started its tasks." };
  const { cron, timeZone, paused, registeredAt } = schedule;
  if (cron === null || paused) return { ok: true, detail: "The heartbeat is switched off." };
  const due = latestSlot({ cron, timeZone }, new Date(now.getTime() - GRACE_MS));
  if (due === null || due < new Date(registeredAt)) {
    return { ok: true, detail: "Just started; no heartbeat is due yet." };
  }
  if (lastPing !== null && new Date(lastPing) >= due) return { ok: true, detail: `Last heartbeat at ${lastPing}.` };
  return {
    ok: false,
    detail: `Last heartbeat: ${lastPing ?? "never"}. The engine executes nothing: check its log, and the task console for queued runs.`,
  };
}

function checkSchedules(schedules: readonly Schedule[], now: Date): Check {
  const overdue = schedules.filter((schedule) => isOverdue(schedule, now)).map((schedule) => schedule.task);
  return overdue.length === 0
    ? { ok: true, detail: "No schedule is overdue." }
    : { ok: false, detail: `Overdue: ${overdue.join(", ")}. No scheduler is poking; see the self-hosting guide.` };
}
