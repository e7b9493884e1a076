import { type Env, processesStay } from "#lib/env.ts";
import { requestLimitSeconds } from "#lib/request-limit.ts";
import { about, type Finding } from "./finding.ts";

const { ok } = about("execution");

/** Names the engine of this configuration, its capacity, and settings that would raise it. */
export function examineExecution(env: Env): Finding {
  switch (env.TASK_ENGINE) {
    case "postgres":
      return ok("Tidy's own processes execute the runs, and their ticker looks each minute for what is due.");
    case "inngest":
      return ok(
        processesStay(env)
          ? "Inngest executes the runs, by calls to this app."
          : "Inngest executes the runs, by calls to this app, and its cron calls for each schedule, on every plan of the host.",
      );
    case "in-request":
      return ok(
        [
          `Requests execute the runs, for at most ${requestLimitSeconds} seconds each; the next call continues what is left.`,
          "On Vercel Hobby each cron calls once a day: a call removes several 100,000 todos, and a failed attempt waits for the next call.",
          "On Vercel Pro crons may call each minute. With Inngest nothing waits for a call.",
        ].join(" "),
      );
  }
}
