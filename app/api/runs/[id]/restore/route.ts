import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-params.ts";

export const POST = route({
  summary: "Restore everything that a cleanup run removed",
  description: "Restores, for every owner, what of that run is still in the trash. Restored todos come back pinned.",
  access: "admin",
  params: runParams,
  response: z.object({ restoredCount: z.int() }),
  async handle({ app, params, now }) {
    return json(await app.runs.restore(params.id, now));
  },
});
