import { readinessSchema } from "#lib/health/readiness.ts";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Check that database, engine and schedules work",
  description: "503 when something does not: the detail of each check says what to do.",
  access: "public",
  response: readinessSchema,
  statuses: [200, 503],
  problems: ["unavailable"],
  async handle({ app, now }) {
    const readiness = await app.health.checkReadiness(now);
    return json(readiness, { status: readiness.status === "ready" ? 200 : 503 });
  },
});
