import type { EngineHarness } from "../suite/harness.ts";

/** The embedded engine: needs nothing but the database that every test has. */
export const postgres: EngineHarness = {
  name: "postgres",
  openHost: async () => ({
    variables: { TASK_ENGINE: "postgres" },
    join: async () => {},
    leave: () => {},
    close: async () => {},
  }),
  // The queue's own connections go nowhere; the app's database is given to it ready-made.
  outOfReach: { TASK_ENGINE: "postgres", DATABASE_URL: "postgresql://tidy@127.0.0.1:1/tidy" },
  // As lib/engines/postgres/queues.ts reckons.
  recoverySeconds: 30,
  backoffFactor: 2,
  // It waits for a poke to hand it to another process.
  shutdownLeaves: { status: "queued", dispatchedAt: null },
  lostRun: /disappeared/,
};
