import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announceReadiness } from "#lib/health/announcement.ts";
import type { Readiness } from "#lib/health/readiness.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const fine = { ok: true, detail: "Fine." };
const checks = {
  database: fine,
  startup: fine,
  clock: fine,
  heartbeat: fine,
  schedules: fine,
  backlog: fine,
  removals: fine,
  runs: fine,
};
const ready: Readiness = { status: "ready", checks };
const waiting = (detail: string): Readiness => ({
  status: "not-ready",
  checks: { ...checks, startup: { ok: false, detail } },
});

test("says why Tidy is not ready, after ten seconds and once for each reason, and then that it is", async () => {
  const answers = ["Early.", "No database.", "No database.", "Migrating."].map(waiting);
  const said: string[] = [];
  await announceReadiness({
    health: {
      async checkReadiness() {
        vi.advanceTimersByTime(6_000);
        return answers.shift() ?? ready;
      },
    },
    appUrl: "https://tidy.example.com",
    signal: new AbortController().signal,
    say: (line) => said.push(line),
  });
  expect(said).toEqual([
    "Tidy is not ready yet: No database.",
    "Tidy is not ready yet: Migrating.",
    "Tidy is ready: https://tidy.example.com",
  ]);
});

test("says nothing once the process is about to end", async () => {
  const stop = new AbortController();
  const said: string[] = [];
  await announceReadiness({
    health: {
      async checkReadiness() {
        stop.abort();
        throw new Error("This process is about to end.");
      },
    },
    appUrl: "https://tidy.example.com",
    signal: stop.signal,
    say: (line) => said.push(line),
  });
  expect(said).toEqual([]);
});
