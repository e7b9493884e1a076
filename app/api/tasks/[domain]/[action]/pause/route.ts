import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskOf, taskParams } from "#lib/http/runs/task-params.ts";
import { pauseReason, scheduleSchema } from "#lib/task-runs/schemas.ts";

export const POST = route({
  summary: "Pause a task's schedule",
  description:
    "A `reason` is shown beside the schedule, with who paused it and when, until it is resumed. A schedule that is paused already stays as it is: another reason is a conflict.",
  access: "admin",
  params: taskParams,
  body: z.strictObject({ reason: pauseReason.optional() }).optional(),
  response: scheduleSchema,
  problems: ["conflict"],
  async handle({ app, caller, params, body, now, audit }) {
    const reason = body?.reason || null;
    const pause = { by: { userId: caller.user.id }, reason, at: now };
    const schedule = await app.schedules.pause(taskOf(app, params), pause);
    await audit({ action: "schedule-paused", task: schedule.task, details: reason === null ? {} : { reason } });
    return json(schedule);
  },
});
