import type { Caller } from "#lib/auth/access.ts";
import type { EnqueueOptions } from "#lib/runner/dispatcher.ts";

/** Who asked for a run and how, as the run records it. */
export function requesterOf(caller: Caller): Pick<EnqueueOptions, "trigger" | "requestedBy"> {
  return { trigger: caller.via === "session" ? "console" : "api", requestedBy: caller.user.id };
}
