import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskOf, taskParams } from "#lib/http/runs/task-params.ts";

export const POST = route({
  summary: "Preview what a task would do",
  description:
    "Changes nothing. Where the answer has an `asOf`, a run with that `asOf` in its payload does at most what was shown.",
  access: "admin",
  changesNothing: true,
  params: taskParams,
  body: z.strictObject({ payload: z.unknown().optional() }).optional(),
  response: z.record(z.string(), z.json()),
  async handle({ app, params, body, now }) {
    return json(await app.tasks.preview(taskOf(app, params), body?.payload ?? {}, now));
  },
});
