import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskOf, taskParams } from "#lib/http/runs/task-params.ts";
import { scheduleSchema } from "#lib/task-runs/schemas.ts";

export const POST = route({
  summary: "Pause a task's schedule",
  access: "admin",
  params: taskParams,
  response: scheduleSchema,
  async handle({ app, params, audit }) {
    const schedule = await app.schedules.pause(taskOf(app, params));
    await audit({ action: "schedule-paused", task: schedule.task });
    return json(schedule);
  },
});
