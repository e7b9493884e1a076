import * as cron from "#app/api/cron/[domain]/[action]/route.ts";
import type { App } from "#lib/composition/create-app.ts";
import type { After } from "#lib/http/execution.ts";

/** Calls the cron route of a task in this process, as a scheduler does over HTTP. */
export function callCron(app: App, task: string, after: After): Promise<Response> {
  const [domain, action] = task.split("/");
  const headers = { authorization: `Bearer ${app.env.CRON_SECRET}` };
  return cron.GET.respond(
    app,
    new Request(`${app.env.APP_URL}/api/cron/${task}`, { headers }),
    { domain, action },
    after,
  );
}
