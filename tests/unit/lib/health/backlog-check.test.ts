import { describe, expect, test } from "vitest";
import * as backlogCheck from "#lib/health/backlog-check.ts";
import { latestWaitFor } from "#lib/health/latest-wait.ts";
import type { Run, Schedule } from "#lib/task-runs/schemas.ts";

const daily = {
  task: "todo/cleanup",
  cron: "0 3 * * *",
  timeZone: "UTC",
  paused: false,
  pause: null,
  registeredAt: "2026-01-01T00:00:00.000Z",
  lastSlot: null,
};
const now = new Date("2026-11-24T12:00:00.000Z");
const waitingFor = (hours: number, part: { count?: number; isComplete?: boolean } = {}) => ({
  oldestDueAt: new Date(now.getTime() - hours * 3_600_000).toISOString(),
  count: 3,
  isComplete: true,
  ...part,
});

const noneAhead = { ranAhead: async () => false };
const checkBacklog = (
  schedules: readonly Schedule[],
  backlog: Parameters<typeof backlogCheck.checkBacklog>[0],
  at: Date,
  lastCleanup: Run | null = null,
) => {
  const latestWait = latestWaitFor(schedules[0], { schedules: noneAhead, now: at });
  return backlogCheck.checkBacklog(backlog, { latestWait, now: at, lastCleanup });
};

/** A run that succeeded, judged by `asOf`. */
const cleanedAt = (asOf: string, failedCount: number, payload: Run["payload"] = {}): Run => ({
  id: "019abc00-0000-7000-8000-000000000000",
  task: "todo/cleanup",
  trigger: "schedule",
  requestedBy: null,
  payload,
  status: "succeeded",
  attempt: 1,
  progress: null,
  result: {
    deletedCount: 5,
    batches: 1,
    asOf,
    failed: failedCount === 0 ? [] : [{ reason: "its id is taken already", count: failedCount, ids: [] }],
  },
  error: null,
  failures: [],
  engine: "postgres",
  createdAt: asOf,
  dispatchedAt: asOf,
  startedAt: asOf,
  finishedAt: asOf,
  cancelRequestedAt: null,
  heldAt: null,
  engineRunId: null,
  slot: asOf,
  idempotencyKey: null,
});

describe("a todo that waits for longer", () => {
  test("is to be mended, and fails nothing, while cleanups look at it and leave it", async () => {
    const check = await checkBacklog([daily], waitingFor(500), now, cleanedAt("2026-11-24T03:00:00.000Z", 1));
    expect(check).toEqual({
      ok: true,
      detail: expect.stringMatching(/refused to move 1 of them: the receipt.*says why/),
    });
    const locked = await checkBacklog([daily], waitingFor(500), now, cleanedAt("2026-11-24T03:00:00.000Z", 0));
    expect(locked).toEqual({ ok: true, detail: expect.stringMatching(/locked or had changed/) });
  });

  test("was missed once the cleanups stop, or where the last one did not look at it", async () => {
    expect((await checkBacklog([daily], waitingFor(500), now, cleanedAt("2026-11-22T03:00:00.000Z", 1))).ok).toBe(
      false,
    );
    const byDays = cleanedAt("2026-11-24T03:00:00.000Z", 1, { days: 30 });
    expect((await checkBacklog([daily], waitingFor(500), now, byDays)).ok).toBe(false);
  });
});

describe("the backlog of cleanup", () => {
  test("is ok while nothing is due", async () => {
    const nothing = { oldestDueAt: null, count: 0, isComplete: true };
    expect(await checkBacklog([daily], nothing, now)).toEqual({ ok: true, detail: "No todo waits for cleanup." });
  });

  test("may wait until two hours after the next daily cleanup", async () => {
    expect(await checkBacklog([daily], waitingFor(25.9), now)).toEqual({
      ok: true,
      detail: "3 due, the oldest for 25 hours. The next cleanup takes them.",
    });
    const late = await checkBacklog([daily], waitingFor(26.1), now);
    expect(late.ok).toBe(false);
    expect(late.detail).toMatch(/A cleanup was missed.*todo\/cleanup in the task console.*run it now/);
  });

  test("follows the schedule", async () => {
    const hourly = { ...daily, cron: "0 * * * *" };
    expect((await checkBacklog([hourly], waitingFor(2.9), now)).ok).toBe(true);
    expect((await checkBacklog([hourly], waitingFor(3.1), now)).ok).toBe(false);
    const weekly = { ...daily, cron: "0 3 * * 1" };
    expect((await checkBacklog([weekly], waitingFor(7 * 24 + 1.9), now)).ok).toBe(true);
    expect((await checkBacklog([weekly], waitingFor(7 * 24 + 2.1), now)).ok).toBe(false);
  });

  test.each([
    ["off", { ...daily, cron: null }],
    ["paused", { ...daily, paused: true }],
    ["registered since the last slot", { ...daily, registeredAt: "2026-11-24T11:00:00.000Z" }],
  ])("misses no cleanup while the schedule is %s", async (_, schedule) => {
    const check = await checkBacklog([schedule], waitingFor(500), now);
    expect(check).toEqual({
      ok: true,
      detail: "3 due, the oldest for 500 hours. No scheduled cleanup was planned for them.",
    });
    expect((await checkBacklog([], waitingFor(500), now)).ok).toBe(true);
  });

  test("says “at least” if the count is incomplete, and “less than an hour” below one", async () => {
    const { detail } = await checkBacklog([daily], waitingFor(0.5, { count: 10_000, isComplete: false }), now);
    expect(detail).toMatch(/^At least 10000 due, the oldest for less than an hour\./);
  });
});
