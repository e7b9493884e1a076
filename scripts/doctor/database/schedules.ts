import type { App } from "#lib/app.ts";
import { graceOf, isOverdue } from "#lib/task-runs/slots.ts";
import { about, type Finding } from "../finding.ts";

/** Checks heartbeat, schedules and undispatched runs, as the database has them. */
export async function examineSchedules(app: App, now: Date): Promise<Finding[]> {
  const [{ checks }, schedules, undispatched] = await Promise.all([
    app.health.checkReadiness(now),
    app.schedules.list(),
    app.runtime.queries.undispatched(
      new Date(now.getTime() - 5 * 60_000),
      app.runtime.catalog.all.map((task) => task.name),
    ),
  ]);
  const heartbeat = about("heartbeat");
  const beating = checks.heartbeat.ok
    ? heartbeat.ok(checks.heartbeat.detail)
    : heartbeat.error(checks.heartbeat.detail, "Start the app (npm start), or look at its log.");
  const planned = about("schedules");
  const overdue = schedules
    .filter((schedule) => isOverdue(schedule, now, graceOf(app.runtime.engine.name)))
    .map(({ task }) =>
      planned.error(
        `${task} is overdue: no scheduler has called.`,
        "Start the app, whose ticker runs every minute, or let a scheduler call /api/cron (docs/self-host.md).",
      ),
    );
  const paused = schedules
    .filter((schedule) => schedule.paused && schedule.cron !== null)
    .map(({ task }) => planned.warning(`${task} is paused.`, "Resume it in the task console when you want it to run."));
  const waiting =
    undispatched.length === 0
      ? []
      : [
          planned.error(
            `${undispatched.length} runs have waited for an engine for over five minutes.`,
            "Check that the engine is reachable, and that a scheduler runs: npm start, or calls to /api/cron.",
          ),
        ];
  const found = [...overdue, ...paused, ...waiting];
  return [
    beating,
    ...(found.length > 0 ? found : [planned.ok("None is overdue or paused; no run waits for an engine.")]),
  ];
}
