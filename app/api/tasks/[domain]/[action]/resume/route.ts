import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskOf, taskParams } from "#lib/http/runs/task-params.ts";
import { scheduleSchema } from "#lib/task-runs/schemas.ts";

export const POST = route({
  summary: "Resume a task's schedule",
  access: "admin",
  params: taskParams,
  response: scheduleSchema,
  async handle({ app, params, now, audit }) {
    const schedule = await app.schedules.resume(taskOf(app, params), now);
    await audit({ action: "schedule-resumed", task: schedule.task });
    return json(schedule);
  },
});
