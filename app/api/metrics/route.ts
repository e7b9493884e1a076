import { z } from "zod";
import { text } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { metricsType } from "#lib/metrics/metrics.ts";

export const GET = route({
  summary: "Read the metrics",
  description:
    "For Prometheus, in its text format: requests, runs, queues, schedules, connections, and the process. Send `Authorization: Bearer METRICS_TOKEN`. While the database does not answer, the metrics that come from it are left out, and `tidy_database_up` is 0.",
  access: "metrics",
  response: z.string(),
  mediaTypes: { [metricsType]: z.string() },
  async handle({ app }) {
    return text(await app.metrics.scrape(), metricsType);
  },
});
