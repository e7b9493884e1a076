import { z } from "zod";
import { requesterOf } from "#lib/http/requester.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/runs/run-params.ts";
import { acceptedRun } from "#lib/http/runs/run-reply.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

/** `requestLimitSeconds`, as a literal for Next. */
export const maxDuration = 60;

export const POST = route({
  summary: "Restore everything that a cleanup run removed",
  description:
    "Starts a run that restores the trash. It restores, for every owner, what of that cleanup is still in the trash, even if its run was pruned from the history. Restored todos come back pinned.",
  access: "admin",
  params: runParams,
  response: z.object({ run: runSchema }),
  statuses: [202],
  async handle({ app, caller, params, execution, audit }) {
    const run = await app.runs.restore(params.id, requesterOf(caller));
    await audit({ action: "run-restored", runId: params.id, details: { startedRunId: run.id } });
    execution.besideAnswer(run.task);
    return acceptedRun(run);
  },
});
