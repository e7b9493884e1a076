import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskOf, taskParams } from "#lib/http/runs/task-params.ts";

export const POST = route({
  summary: "Preview what a task would do",
  description:
    "Changes nothing. Where the answer has an `asOf`, a run with that `asOf` in its payload does at most what was shown. Titles of people's todos are null, unless `titles` asks for them, which is recorded.",
  access: "admin",
  changesNothing: true,
  params: taskParams,
  body: z.strictObject({ payload: z.unknown().optional(), titles: z.boolean().optional() }).optional(),
  response: z.record(z.string(), z.json()),
  async handle({ app, params, body, now, audit }) {
    const task = taskOf(app, params);
    const showsTitles = body?.titles === true;
    const preview = await app.tasks.preview(task, body?.payload ?? {}, now, { showsTitles });
    if (showsTitles) await audit({ action: "titles-shown", task: task.name });
    return json(preview);
  },
});
