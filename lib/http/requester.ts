import type { Caller } from "#lib/auth/access.ts";
import type { EnqueueOptions } from "#lib/runner/dispatcher.ts";

/** The requester of a run, and the way they asked, as the run records them. */
export function requesterOf(caller: Caller): Pick<EnqueueOptions, "trigger" | "requestedBy"> {
  return { trigger: caller.via === "session" ? "console" : "api", requestedBy: caller.user.id };
}
