import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { findInngest } from "./tests/conformance/real-inngest/program.ts";
import { keepTemporaryFilesInMemory } from "./tests/temporary-files.ts";

keepTemporaryFilesInMemory();

/**
 * Tests on a real Inngest server run if one is available; those that need a fresh server, if one can be started.
 * Otherwise notice.ts says so.
 */
const inngest = findInngest();
const realInngest = [
  ...(inngest === null ? [] : ["tests/conformance/real-inngest/any-server/*.test.ts"]),
  ...(inngest?.program === undefined ? [] : ["tests/conformance/real-inngest/fresh-server/*.test.ts"]),
];

/**
 * Node loads the modules by itself, and keeps what it has compiled for all processes. Vite would transform each for
 * each process. The unit tests need Vite, for the components of pages.
 */
const experimental = { viteModuleRunner: false, nodeLoader: false };

/**
 * These tests wait for nothing, and each process loads and transforms the same modules: three seconds for the unit
 * tests. They run first, beside the build.
 */
const computing = { maxWorkers: Math.ceil(availableParallelism() / 4), sequence: { groupOrder: 0 } };

export default defineConfig({
  test: {
    pool: "forks",
    // Integration tests often wait for PostgreSQL and other processes, so a machine runs one more file than it has
    // cores. With the browser tests beside them, more of them only get in each other's way.
    maxWorkers: Math.min(availableParallelism() + 1, 8),
    sequence: { groupOrder: 1 },
    // For a test that hangs. A busy machine takes its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    env: { LOG_LEVEL: "silent" },
    projects: [
      {
        extends: true,
        test: { name: "unit", ...computing, isolate: false, include: ["tests/unit/**/*.test.{ts,tsx}"] },
      },
      {
        extends: true,
        // Checks that run nothing: refusals of compiler and linter, layout, words.
        test: { name: "static", ...computing, experimental, isolate: false, include: ["tests/static/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          experimental,
          // Files in one process share the modules that it has loaded, which saves a quarter of the time.
          isolate: false,
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/global-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "conformance",
          experimental,
          isolate: false,
          include: ["tests/conformance/{postgres,in-request,fake-inngest}/*.test.ts", ...realInngest],
          globalSetup: [
            "tests/global-setup.ts",
            "tests/conformance/suite/programs.ts",
            "tests/conformance/real-inngest/notice.ts",
          ],
          // The tests mostly wait for processes of their own.
          maxConcurrency: 16,
        },
      },
    ],
  },
});
