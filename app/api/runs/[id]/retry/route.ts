import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { accepted } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-params.ts";
import { isFinished, runSchema } from "#lib/task-runs/schemas.ts";

export const POST = route({
  summary: "Run a finished run's task again with the same payload",
  access: "admin",
  params: runParams,
  response: z.object({ run: runSchema }),
  statuses: [202],
  problems: ["conflict", "invalid"],
  async handle({ app, caller, params }) {
    const earlier = await app.runs.get(params.id);
    if (!isFinished(earlier)) {
      throw new DomainError("conflict", "This run has not finished. Cancel it first, or wait for its own retries.");
    }
    const { run } = await app.submission.enqueue(app.catalog.get(earlier.task), earlier.payload, {
      trigger: caller.via === "session" ? "console" : "api",
      requestedBy: caller.user.id,
    });
    return accepted({ run }, `/api/runs/${run.id}`);
  },
});
