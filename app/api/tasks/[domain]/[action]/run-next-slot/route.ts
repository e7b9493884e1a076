import { z } from "zod";
import { requesterOf } from "#lib/http/requester.ts";
import { route } from "#lib/http/route.ts";
import { acceptedRun } from "#lib/http/runs/run-reply.ts";
import { taskOf, taskParams } from "#lib/http/runs/task-params.ts";
import { givenInstant, toInstant } from "#lib/instant.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

/** `requestLimitSeconds`, as a literal for Next. */
export const maxDuration = 60;

export const POST = route({
  summary: "Run a task's next slot now",
  description:
    "The slot does not run again at its time. A slot that is due already is the next. With `slot`, as `GET /api/schedules` names the next one, nothing runs where another one is the next by now.",
  access: "admin",
  params: taskParams,
  body: z
    .strictObject({ slot: givenInstant().optional().describe("The slot to run. Default: whichever is the next.") })
    .optional(),
  response: z.object({ run: runSchema }),
  statuses: [202],
  problems: ["conflict"],
  async handle({ app, caller, params, body, now, audit, execution }) {
    const by = { ...requesterOf(caller), ...(body?.slot !== undefined && { slot: toInstant(body.slot) }) };
    const run = await app.scheduler.runNextSlot(taskOf(app, params), by, now);
    const details = run.slot === null ? {} : { slot: run.slot };
    await audit({ action: "slot-run", task: run.task, runId: run.id, details });
    execution.besideAnswer(run.task);
    return acceptedRun(run);
  },
});
