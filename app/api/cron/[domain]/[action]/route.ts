import { z } from "zod";
import { accepted, json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { taskNameOf, taskParams } from "#lib/http/task-params.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";

export const GET = route({
  summary: "Poke a task's schedule",
  description:
    "For schedulers: Vercel Cron, crontab with curl. Claims the due slot, if there is one, and starts its run; any number of calls start one run for each slot. Send `Authorization: Bearer CRON_SECRET`.",
  access: "cron",
  params: taskParams,
  response: z.union([
    z.object({ run: runSchema }),
    z.object({ run: z.null(), reason: z.enum(["off", "paused", "not-due", "unknown-schedule"]) }),
  ]),
  statuses: [202, 200],
  async handle({ app, params, now }) {
    const claim = await app.poke.one(app.catalog.get(taskNameOf(params)), now);
    return claim.run
      ? accepted({ run: claim.run }, `/api/runs/${claim.run.id}`)
      : json({ run: null, reason: claim.reason });
  },
});
