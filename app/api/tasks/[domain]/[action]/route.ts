import { z } from "zod";
import { maxWaitSeconds } from "#lib/http/prefer.ts";
import { json } from "#lib/http/reply.ts";
import { requesterOf } from "#lib/http/requester.ts";
import { route } from "#lib/http/route.ts";
import { preferredRun } from "#lib/http/runs/run-reply.ts";
import { taskOf, taskParams } from "#lib/http/runs/task-params.ts";
import { idempotencyKeyMaxLength } from "#lib/task-runs/limits.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";
import { taskViewSchema } from "#lib/tasks/views.ts";
import { atMostCharacters, storable } from "#lib/text.ts";

/** `requestLimitSeconds`, as a literal for Next. */
export const maxDuration = 60;

export const GET = route({
  summary: "Show a task",
  access: "viewer",
  params: taskParams,
  response: taskViewSchema,
  async handle({ app, params, now }) {
    return json(await app.tasks.view(taskOf(app, params), now));
  },
});

export const POST = route({
  summary: "Run a task now",
  description:
    "Answers at once with the queued run. With `Prefer: wait=N` it answers 200 with the finished run if it finishes in time. The same `idempotencyKey` again, with the same payload, answers with the existing run.",
  access: "admin",
  params: taskParams,
  body: z
    .strictObject({
      payload: z.unknown().optional(),
      idempotencyKey: storable(
        z
          .string()
          .min(1, "use at least 1 character")
          .max(idempotencyKeyMaxLength, atMostCharacters(idempotencyKeyMaxLength)),
      ).optional(),
    })
    .optional(),
  response: z.object({ run: runSchema }),
  statuses: [202, 200],
  headers: z.object({
    Prefer: z.string().optional().describe(`\`wait=N\`: how many seconds to wait, at most ${maxWaitSeconds}.`),
  }),
  responseHeaders: { Location: "Where to find the run.", "Preference-Applied": "`wait`, where it waited." },
  problems: ["conflict"],
  async handle({ app, caller, params, body, request, execution, audit }) {
    const { payload = {}, idempotencyKey } = body ?? {};
    const { run, created } = await app.runs.enqueue(taskOf(app, params), payload, {
      ...requesterOf(caller),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
    await audit(created ? { action: "run-enqueued", task: run.task, runId: run.id } : null);
    execution.besideAnswer(run.task);
    return preferredRun(run, { app, request });
  },
});
