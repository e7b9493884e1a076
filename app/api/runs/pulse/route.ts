import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { runPulseSchema } from "#lib/task-runs/listing/run-pulse.ts";

export const GET = route({
  summary: "Tell whether anything happened to the runs",
  description: "Ask often and cheaply, and read the list again only when `state` has changed.",
  access: "viewer",
  response: runPulseSchema,
  async handle({ app }) {
    return json(await app.runs.pulse());
  },
});
