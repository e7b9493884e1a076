import { randomBytes } from "node:crypto";
import { z } from "zod";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { type Answer, ask, type NoAnswer, problemOf } from "./ask.ts";
import { about, type Finding } from "./finding.ts";

const { ok, warning, error, notChecked } = about("cron route");

/** The heartbeat's route. Its slot is due every minute, so a claim changes nothing. */
const PROBE = `/api/cron/${systemPing.name}`;

/** Checks that the cron route accepts CRON_SECRET, refuses everybody else, and is never cached. */
export async function examineCronRoute(origin: string, cronSecret: string | undefined): Promise<Finding[]> {
  const url = `${origin}${PROBE}`;
  const refusals = [
    judgeRefusal("without a secret", await ask(url)),
    judgeRefusal("with a wrong secret", await call(url, randomBytes(16).toString("hex"))),
    judgeRefusal("with the secret “undefined”", await call(url, "undefined")),
  ];
  const broken = refusals.filter((finding) => finding !== null);
  const refuses = broken.length > 0 ? broken : [ok("It refuses calls without the secret and with a wrong one.")];
  if (cronSecret !== undefined) return [...refuses, ...(await examineAcceptance(url, cronSecret))];
  const fix = "Set CRON_SECRET to the deployment's value, or give --cron-secret.";
  return [...refuses, notChecked("Whether it accepts the secret and is never cached.", fix)];
}

function call(url: string, secret: string): Promise<Answer | NoAnswer> {
  return ask(url, { headers: { authorization: `Bearer ${secret}` } });
}

/** Null if the call was refused, as it should be. */
function judgeRefusal(how: string, answer: Answer | NoAnswer): Finding | null {
  if ("reason" in answer) return error(`Called ${how}, it doesn't answer: ${answer.reason}.`, "Look at the app's log.");
  if (answer.status === 401) return null;
  if (answer.status < 300) {
    return error(
      `Called ${how}, it lets the caller in (${answer.status}).`,
      "Anybody can start tasks: make sure that this is Tidy's own route, and that no cache or proxy answers for it.",
    );
  }
  return judgeStatus(answer, how);
}

function judgeStatus(answer: Answer, how: string): Finding {
  const location = answer.headers.get("location");
  return location === null
    ? error(
        `Called ${how}, it answers ${answer.status}.`,
        "A proxy, a password page or a firewall may stand before it: let /api/cron/* through.",
      )
    : error(
        `Called ${how}, it redirects to ${location}.`,
        "Schedulers don't follow redirects: give them the final address.",
      );
}

const answerSchema = z.union([
  z.object({ run: z.object({ id: z.string() }) }),
  z.object({ run: z.null(), reason: z.string() }),
]);

async function examineAcceptance(url: string, secret: string): Promise<Finding[]> {
  const answers = [await call(url, secret), await call(url, secret)];
  const [first, second] = answers;
  if (first === undefined || "reason" in first)
    return [error("Called with the secret, it doesn't answer.", "Look at the app's log.")];
  if (first.status === 401) return [judgeRejection(first)];
  const claimed = answerSchema.safeParse(first.json);
  if ((first.status !== 200 && first.status !== 202) || !claimed.success)
    return [judgeStatus(first, "with the secret")];
  const effect =
    claimed.data.run === null ? `nothing was due (${claimed.data.reason})` : "the heartbeat was due and has its run";
  const accepted = ok(`It accepts the secret. That started nothing unplanned: ${effect}.`);
  return [accepted, judgeCaching(first, second)];
}

function judgeRejection(answer: Answer): Finding {
  const detail = problemOf(answer)?.detail ?? "";
  return detail.includes("until CRON_SECRET is set")
    ? warning(
        "CRON_SECRET is not set in the app, so every scheduler from outside is refused.",
        "Set it there: openssl rand -hex 32",
      )
    : error(
        "It refuses the secret given here: the app has another CRON_SECRET.",
        "Use the same value in the app, in the scheduler, and here.",
      );
}

/** Each answer of Tidy has an id of its own. The same id twice means a cached copy. */
function judgeCaching(first: Answer, second: Answer | NoAnswer | undefined): Finding {
  const fix = "Exempt /api/* from caching in the proxy or CDN: behind a cache, calls never reach the app.";
  const control = first.headers.get("cache-control") ?? "";
  const copied =
    second !== undefined &&
    !("reason" in second) &&
    requestId(second) !== null &&
    requestId(second) === requestId(first);
  if (copied) return error("Two calls got the same answer: a cache answers for the app.", fix);
  if (!/\bno-store\b/.test(control))
    return error(`Its answer may be cached (Cache-Control: ${control || "none"}).`, fix);
  return ok("It is not cached and not redirected.");
}

function requestId(answer: Answer): string | null {
  return answer.headers.get("x-request-id");
}
