import type { Env } from "#lib/env.ts";
import { noticeTest } from "#lib/tasks/definitions/notice-test.ts";
import { ask } from "../ask.ts";
import { about, type Finding } from "../finding.ts";

const tryIt = `npm run task -- ${noticeTest.name}`;
const { ok, warning, error } = about("webhook");

/** Asks the receiver of notices whether it is there, by HEAD, so that it gets no notice. Its path may hold a secret. */
export async function examineWebhook({ WEBHOOK_URL }: Pick<Env, "WEBHOOK_URL">): Promise<Finding[]> {
  if (WEBHOOK_URL === undefined) return [];
  const { origin } = new URL(WEBHOOK_URL);
  const answer = await ask(WEBHOOK_URL, { method: "HEAD" });
  if ("reason" in answer) {
    return [error(`The receiver of notices at ${origin} doesn't answer: ${answer.reason}.`, "Correct WEBHOOK_URL.")];
  }
  if (answer.status >= 300 && answer.status < 400) {
    const fix = "Set WEBHOOK_URL to the final address: notices don't follow redirects.";
    return [error(`The receiver of notices at ${origin} redirects.`, fix)];
  }
  if (answer.status >= 500) {
    const message = `The receiver of notices at ${origin} answers ${answer.status}.`;
    return [warning(message, `See to it, then send yourself one: ${tryIt}`)];
  }
  return [ok(`The receiver of notices at ${origin} answers. To see one arrive: ${tryIt}`)];
}
