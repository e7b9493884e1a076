import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskNameOf, taskParams } from "#lib/http/task-params.ts";

export const POST = route({
  summary: "Preview what a task would do",
  description:
    "Changes nothing. Where the answer has an `asOf`, a run with that `asOf` in its payload does at most what was shown.",
  access: "admin",
  params: taskParams,
  body: z.strictObject({ payload: z.unknown().optional() }).optional(),
  response: z.unknown(),
  async handle({ app, params, body, now }) {
    const task = app.catalog.get(taskNameOf(params));
    if (!task.preview) throw new DomainError("not-found", `${task.name} has no preview.`);
    return json(await task.preview.run(body?.payload ?? {}, { services: app.services, now }));
  },
});
