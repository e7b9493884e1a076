import type { App } from "#lib/composition/create-app.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { graceOf, isOverdue } from "#lib/task-runs/slots.ts";
import { about, type Finding } from "../finding.ts";

const withProcesses = {
  start: "Start the app (npm start), or look at its log.",
  call: "Start the app, whose ticker runs every minute, or let a scheduler call /api/cron (docs/self-host.md).",
  wait: "Check that the engine is reachable, and that a scheduler runs: npm start, or calls to /api/cron.",
};

/** No process stays there that could be started. */
const withinRequests = {
  start: "Let a scheduler call /api/cron for each schedule, and look at the app's log (docs/deploy-vercel.md).",
  call: "Let a scheduler call its /api/cron route: vercel.json has one for each daily task (docs/deploy-vercel.md).",
  wait: "The next call of a scheduler continues them. To go on at once, call /api/cron with CRON_SECRET.",
};

const DAY_MS = 24 * 60 * 60_000;

/** In a restored backup, much may be due at once, and time has passed that no todo was seen in. */
function judgeAge(newest: Run | undefined, now: Date): Finding[] {
  const days = newest === undefined ? 0 : Math.floor((now.getTime() - Date.parse(newest.createdAt)) / DAY_MS);
  if (days < 2) return [];
  const fix =
    "If this is a restored backup, start with TASKS_PAUSED=1: every schedule is paused, and you resume what you want in the task console.";
  return [about("schedules").warning(`The last run was recorded ${days} days ago.`, fix)];
}

/** Checks the heartbeat, schedules and undispatched runs, as the database has them. */
export async function examineSchedules(app: App, now: Date): Promise<Finding[]> {
  const [{ checks }, schedules, newest, undispatched] = await Promise.all([
    app.health.checkReadiness(now),
    app.schedules.list(),
    app.runs.list({ q: "", limit: 1 }),
    app.runtime.queries.undispatched(
      new Date(now.getTime() - 5 * 60_000),
      app.runtime.catalog.all.map((task) => task.name),
    ),
  ]);
  const advice = app.runtime.engine.name === "in-request" ? withinRequests : withProcesses;
  const heartbeat = about("heartbeat");
  const beating = checks.heartbeat.ok
    ? heartbeat.ok(checks.heartbeat.detail)
    : heartbeat.error(checks.heartbeat.detail, advice.start);
  const planned = about("schedules");
  const overdue = schedules
    .filter((schedule) => isOverdue(schedule, now, graceOf(app.runtime.engine.name)))
    .map(({ task }) => planned.error(`${task} is overdue: no scheduler has called.`, advice.call));
  const paused = schedules
    .filter((schedule) => schedule.paused && schedule.cron !== null)
    .map(({ task }) => planned.warning(`${task} is paused.`, "Resume it in the task console when you want it to run."));
  const waiting =
    undispatched.length === 0
      ? []
      : [planned.error(`${undispatched.length} runs have waited for an engine for over five minutes.`, advice.wait)];
  const held =
    (await app.runtime.held.countHeld()) === 0
      ? []
      : [planned.warning(checks.runs.detail, "Or in the shell: npm run task -- release <run>, or cancel <run>.")];
  const found = [...overdue, ...paused, ...waiting, ...held, ...judgeAge(newest.items[0], now)];
  return [
    beating,
    ...(found.length > 0 ? found : [planned.ok("None is overdue or paused; no run waits for an engine.")]),
  ];
}
