import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { startedRun } from "#lib/http/runs/run-reply.ts";
import { taskOf, taskParams } from "#lib/http/runs/task-params.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

/** `requestLimitSeconds`, as a literal for Next. */
export const maxDuration = 60;

export const GET = route({
  summary: "Run a task if its schedule is due",
  description:
    "For schedulers: Vercel Cron, crontab with curl. Claims the due slot, if there is one, and starts its run; any number of calls start one run for each slot. Where no process stays, the call also executes a step of what waits. Send `Authorization: Bearer CRON_SECRET`.",
  access: "cron",
  params: taskParams,
  response: z.union([
    z.object({ run: runSchema }),
    z.object({ run: z.null(), reason: z.enum(["off", "paused", "not-due", "unknown-schedule"]) }),
  ]),
  statuses: [202, 200],
  async handle({ app, params, now, execution }) {
    const task = taskOf(app, params);
    const claim = await app.scheduler.runDue(task, now);
    const executed = await execution.beforeAnswer(task.name);
    if (!claim.run) return json({ run: null, reason: claim.reason });
    return startedRun(executed ? await app.runs.get(claim.run.id) : claim.run);
  },
});
