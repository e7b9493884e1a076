import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { findInngest } from "./tests/conformance/real-inngest/program.ts";

/**
 * Only where a real Inngest server can be had; those that begin with a fresh one only where one can be started, since what a test
 * left there would come to the next. Where not, notice.ts says so.
 */
const inngest = findInngest();
const realInngest = [
  ...(inngest === null ? [] : ["tests/conformance/real-inngest/any-server/*.test.ts"]),
  ...(inngest?.program === undefined ? [] : ["tests/conformance/real-inngest/fresh-server/*.test.ts"]),
];

export default defineConfig({
  test: {
    pool: "forks",
    // Integration tests often wait, for PostgreSQL and for other processes: a small machine runs two more files than it has cores.
    maxWorkers: Math.min(availableParallelism() + 2, 8),
    testTimeout: 30_000,
    hookTimeout: 30_000,
    teardownTimeout: 30_000,
    env: { LOG_LEVEL: "silent" },
    projects: [
      {
        extends: true,
        test: { name: "unit", isolate: false, include: ["tests/unit/**/*.test.{ts,tsx}"] },
      },
      {
        extends: true,
        // What is judged without running it: the compiler's and the linter's refusals, the layout, the words.
        test: { name: "static", isolate: false, include: ["tests/static/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          // Files that follow each other in a process share the modules that it has loaded: a quarter less to wait for.
          isolate: false,
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/global-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "conformance",
          // Each file a process of its own: Inngest's SDK keeps its mode for as long as a process lives.
          include: ["tests/conformance/{postgres,fake-inngest}/*.test.ts", ...realInngest],
          globalSetup: ["tests/global-setup.ts", "tests/conformance/real-inngest/notice.ts"],
          // Its tests wait far more than they work, and start processes of their own.
          maxConcurrency: 16,
        },
      },
    ],
  },
});
