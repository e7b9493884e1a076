import type { EngineHarness } from "../suite/harness.ts";

/** The embedded engine: it needs only the database that every test has. */
export const postgres: EngineHarness = {
  name: "postgres",
  openHost: async () => ({
    variables: { TASK_ENGINE: "postgres" },
    join: async () => {},
    leave: () => {},
    close: async () => {},
  }),
  // Only the queue connects to this address: the app gets its database ready-made.
  outOfReach: { TASK_ENGINE: "postgres", DATABASE_URL: "postgresql://tidy@127.0.0.1:1/tidy" },
  // As explained in lib/engines/postgres/queues.ts.
  recoverySeconds: 30,
  backoffFactor: 2,
  // Recovery dispatches it again.
  shutdownLeaves: { status: "queued", dispatchedAt: null },
  stalledRun: /disappeared/,
};
