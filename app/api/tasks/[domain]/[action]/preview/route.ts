import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskNameOf, taskParams } from "#lib/http/task-params.ts";
import { parseGivenPayload } from "#lib/tasks/parse.ts";

export const POST = route({
  summary: "Preview what a task would do",
  description: "Changes nothing. For todo/cleanup: run it with the answer's `asOf` to remove at most what was shown.",
  access: "admin",
  params: taskParams,
  body: z.strictObject({ payload: z.unknown().optional() }).optional(),
  response: z.unknown(),
  async handle({ app, params, body, now }) {
    const task = app.catalog.get(taskNameOf(params));
    if (!task.preview) throw new DomainError("not-found", `${task.name} has no preview.`);
    return json(await task.preview(parseGivenPayload(task, body?.payload ?? {}), { services: app.services, now }));
  },
});
