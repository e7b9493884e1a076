import { z } from "zod";
import { ask, problemOf } from "./ask.ts";
import { about, type Finding } from "./finding.ts";
import { isLoopback, isSameOrigin } from "./loopback.ts";

const { ok, warning, error, notChecked } = about("address");

export interface ExaminedAddress {
  readonly findings: readonly Finding[];
  /** Whether Tidy answers there, so that more can be asked. */
  readonly answers: boolean;
}

const liveSchema = z.object({ status: z.literal("ok"), forwarding: z.string().optional() });

/** Checks that Tidy answers at an origin, over https, without redirects, and has it as APP_URL. */
export async function examineAddress(origin: string): Promise<ExaminedAddress> {
  const live = await ask(`${origin}/api/health/live`);
  if ("reason" in live) {
    const fix = "Start Tidy, or correct the address (APP_URL, --url).";
    return { findings: [error(`Nothing answers at ${origin}: ${live.reason}.`, fix)], answers: false };
  }
  const location = live.headers.get("location");
  if (live.status >= 300 && live.status < 400 && location !== null) {
    const target = URL.parse(location, origin)?.origin ?? location;
    const fix = `Use ${target} as APP_URL and in every scheduler: schedulers don't follow redirects.`;
    return { findings: [error(`${origin} redirects to ${target}.`, fix)], answers: false };
  }
  const tidy = liveSchema.safeParse(live.json);
  if (live.status !== 200 || !tidy.success) {
    const fix = "Check the address, and what stands between it and the app: a proxy, a password page, another program.";
    return { findings: [error(`${origin} answers ${live.status}, but not as Tidy does.`, fix)], answers: false };
  }
  return {
    findings: [
      ok(`Tidy answers at ${origin}.`),
      examineProtocol(origin),
      await examineOwnAddress(origin),
      examineTime(live),
      ...examineForwarding(tidy.data.forwarding),
    ],
    answers: true,
  };
}

function examineProtocol(origin: string): Finding {
  const { protocol, hostname } = new URL(origin);
  if (protocol === "https:") return ok("It uses https.");
  if (isLoopback(hostname)) return ok("It uses http, on this machine only.");
  return error(
    "It uses http: passwords and sessions travel in the clear.",
    "Put it behind a proxy with TLS and set APP_URL to https://…",
  );
}

/** By the doctor's own request, which forges no chain. */
function examineForwarding(forwarding: string | undefined): Finding[] {
  const proxies = about("proxies");
  switch (forwarding) {
    case "trusted":
      return [proxies.ok("TRUSTED_PROXIES names what forwards requests to the app.")];
    case "untrusted":
      return [
        proxies.warning(
          "A proxy that TRUSTED_PROXIES does not name forwards requests to the app: all its visitors share one limit.",
          "Add its address to TRUSTED_PROXIES. The app's log names it once a visitor has tried to sign in.",
        ),
      ];
    default:
      return [];
  }
}

/** The type of a problem is a link below APP_URL. */
async function examineOwnAddress(origin: string): Promise<Finding> {
  const refusal = await ask(`${origin}/api/todos`);
  const problem = "reason" in refusal ? null : problemOf(refusal);
  if (problem === null) return notChecked("The app's APP_URL could not be read from its answers.");
  const known = new URL(problem.type).origin;
  return isSameOrigin(known, origin)
    ? ok("APP_URL is the address that answers.")
    : error(
        `The app has APP_URL=${known}, but it answers at ${origin}: signing in fails there.`,
        `Set APP_URL=${origin}, or open ${known}.`,
      );
}

/** The Date header has whole seconds. */
function examineTime(live: { headers: Headers; askedAt: number; answeredAt: number }): Finding {
  const clock = about("server's clock");
  const date = Date.parse(live.headers.get("date") ?? "");
  if (Number.isNaN(date)) return clock.notChecked("The server sends no Date.");
  const early = live.askedAt - 1_000 - date;
  const late = date - live.answeredAt;
  const seconds = Math.round(Math.max(early, late, 0) / 1_000);
  return seconds < 3
    ? clock.ok("It agrees with this machine's.")
    : clock.warning(
        `The server's clock and this machine's are ${seconds} s apart.`,
        "Synchronize the clocks of both machines (NTP).",
      );
}

const readinessSchema = z.object({ checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string() })) });

/** The app's own checks: database, heartbeat, schedules and backlog. */
export async function examineReadiness(origin: string): Promise<Finding[]> {
  const ready = await ask(`${origin}/api/health/ready`);
  if ("reason" in ready) return [error(`/api/health/ready doesn't answer: ${ready.reason}.`, "Look at the app's log.")];
  const readiness = readinessSchema.safeParse(ready.json);
  if (!readiness.success) {
    const detail = problemOf(ready)?.detail ?? "";
    return [
      warning(
        `/api/health/ready answers ${ready.status}. ${detail}`.trim(),
        "Try again in a moment; else look at the app's log.",
      ),
    ];
  }
  return Object.entries(readiness.data.checks).map(([name, { ok: healthy, detail }]) => {
    const check = about(`app's ${name}`);
    return healthy ? check.ok(detail) : check.error(detail, "See the task console, and the app's log.");
  });
}
