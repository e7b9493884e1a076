import type { EngineHarness } from "../suite/harness.ts";

/** A host where no process stays: runs are executed within cron calls, several at a time and one after the other. */
export const inRequest: EngineHarness = {
  name: "in-request",
  openHost: async () => ({
    variables: { TASK_EXECUTION: "request" },
    join: async () => {},
    leave: () => {},
    close: async () => {},
  }),
  outOfReach: null,
  // A claim ends with the limit of its request, and a margin (tests/support/request-calls.ts).
  recoverySeconds: 17,
  backoffFactor: 2,
  // The next call continues it.
  shutdownLeaves: { status: "queued", attempt: 1 },
  stalledRun: /disappeared/,
};
