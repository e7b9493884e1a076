import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { preferredWaitSeconds } from "#lib/http/prefer.ts";
import { accepted, json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskNameOf, taskParams } from "#lib/http/task-params.ts";
import { isFinished, runSchema } from "#lib/task-runs/schemas.ts";
import { taskViewSchema, viewTasks } from "#lib/tasks/views.ts";

export const GET = route({
  summary: "Show a task",
  access: "admin",
  params: taskParams,
  response: taskViewSchema,
  async handle({ app, params, now }) {
    const { name } = app.catalog.get(taskNameOf(params));
    const view = (await viewTasks(app, now)).find((task) => task.name === name);
    if (!view) throw new DomainError("not-found", `There is no task "${name}".`);
    return json(view);
  },
});

export const POST = route({
  summary: "Run a task now",
  description:
    "Answers at once with the queued run. With `Prefer: wait=N` (seconds, at most 60) it answers 200 with the finished run if it finishes in time. The same `idempotencyKey` again answers with the run that exists.",
  access: "admin",
  params: taskParams,
  body: z
    .strictObject({
      payload: z.unknown().optional(),
      idempotencyKey: z.string().min(1, "use at least 1 character").max(200, "use at most 200 characters").optional(),
    })
    .optional(),
  response: z.object({ run: runSchema }),
  statuses: [202, 200],
  headers: z.object({ Prefer: z.string().optional().describe("`wait=N`: how many seconds to wait, at most 60.") }),
  responseHeaders: { Location: "Where to find the run.", "Preference-Applied": "`wait`, where it waited." },
  problems: ["conflict"],
  async handle({ app, caller, params, body, request }) {
    const task = app.catalog.get(taskNameOf(params));
    const { run } = await app.submission.enqueue(task, body?.payload ?? {}, {
      trigger: caller.via === "session" ? "console" : "api",
      requestedBy: caller.user.id,
      ...(body?.idempotencyKey === undefined ? {} : { idempotencyKey: body.idempotencyKey }),
    });
    const location = `/api/runs/${run.id}`;
    const timeoutMs = preferredWaitSeconds(request.headers) * 1000;
    if (timeoutMs === 0) return accepted({ run }, location);
    // A process that is to end doesn't wait: the run goes on in another one.
    const signal = AbortSignal.any([request.signal, app.stopping]);
    const waited = await app.submission.wait(run.id, { timeoutMs, signal });
    if (!isFinished(waited)) return accepted({ run: waited }, location);
    return json({ run: waited }, { headers: { location, "preference-applied": "wait" } });
  },
});
