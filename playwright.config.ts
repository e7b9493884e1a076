import { defineConfig } from "@playwright/test";
import { findBrowser } from "#scripts/browser/browser.ts";
import { findInngest } from "#tests/conformance/real-inngest/program.ts";
import { quarantine } from "#tests/e2e/quarantine.ts";
import { keepTemporaryFilesInMemory } from "#tests/temporary-files.ts";

keepTemporaryFilesInMemory();
// Playwright takes a stack for each of its calls, and looks each line up in source maps. There are none where Node
// strips the types by itself, which leaves lines and columns as they are.
if (process.env.PW_DISABLE_TS_ESM !== undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
const executablePath = findBrowser();

/** Browser tests run the production build on a database and a server of their own (tests/e2e/support). */
export default defineConfig({
  testDir: "tests/e2e",
  // They start an Inngest server. Where none can be started, the setup says that they did not run.
  testIgnore: findInngest()?.program === undefined ? ["**/*.inngest.spec.ts"] : [],
  outputDir: "test-results/e2e",
  globalSetup: "./tests/e2e/support/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // A retry tells a flaky test from a broken one and leaves a trace. Both count as failed (scripts/checks/report.ts).
  retries: 1,
  failOnFlakyTests: Object.keys(quarantine).length === 0,
  // For a test that hangs. A busy machine takes its time.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    // A service worker's requests bypass the answers that a test puts in place. Tests of the service worker allow it.
    serviceWorkers: "block",
    // Without transitions, no assertion sees the middle of one.
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 20_000,
    trace: "on-first-retry",
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        // Pages live too briefly for optimized code to pay.
        "--js-flags=--no-opt --no-maglev --min-semi-space-size=32 --no-enable-lazy-source-positions",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A name in a home network: by http it is less trusted than this machine's own address.
        "--host-resolver-rules=MAP tidy.home.arpa 127.0.0.1",
      ],
    },
  },
});
