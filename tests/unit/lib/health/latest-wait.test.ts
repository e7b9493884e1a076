import { describe, expect, test } from "vitest";
import { latestWaitFor } from "#lib/health/latest-wait.ts";
import { checkSuccess } from "#lib/health/success-check.ts";

const scheduleOf = (cron: string) => ({
  task: "todo/cleanup",
  cron,
  timeZone: "UTC",
  paused: false,
  pause: null,
  registeredAt: "2026-01-01T00:00:00.000Z",
  lastSlot: null,
});
const at = (time: string) => new Date(`2026-${time}:00Z`);

/** Whether a task is in time that succeeded last at `since`. */
async function inTime(
  cron: string,
  { since, now, ahead = [] }: { since: string; now: string; ahead?: readonly string[] },
): Promise<boolean> {
  const schedule = scheduleOf(cron);
  const started = ahead.map((slot) => at(slot).getTime());
  const schedules = { ranAhead: async (_: string, slot: Date) => started.includes(slot.getTime()) };
  const latestWait = latestWaitFor(schedule, { schedules, now: at(now) });
  return (await checkSuccess(schedule, { latestWait, lastSuccess: at(since), now: at(now) })).ok;
}

describe("a success is expected two hours after the next slot", () => {
  test.each([
    ["daily", "0 3 * * *", "11-27T03:00", "11-28T05:00", "11-28T05:01"],
    ["over the weekend", "0 3 * * 1-5", "11-27T03:00", "11-30T05:00", "11-30T05:01"],
    ["from the later of two slots a day", "0 3,4 * * *", "11-27T04:00", "11-28T05:00", "11-28T05:01"],
    ["in a longer month", "0 3 1 * *", "03-01T03:00", "04-01T05:00", "04-01T05:01"],
    ["hourly", "0 * * * *", "11-27T03:00", "11-27T06:00", "11-27T06:01"],
  ])("%s", async (_, cron, since, last, late) => {
    expect(await inTime(cron, { since, now: last })).toBe(true);
    expect(await inTime(cron, { since, now: late })).toBe(false);
  });

  test.each([
    ["before the first slot of a week", "0 3 * * 1-5", "11-30T02:00", "12-01T05:00", "12-01T05:01"],
    ["on a Sunday", "0 3 * * 1-5", "11-29T12:00", "12-01T05:00", "12-01T05:01"],
    ["before the first of two slots", "0 3,4 * * *", "11-27T02:59", "11-27T06:00", "11-27T06:01"],
    ["at noon", "0 3 * * *", "11-27T12:00", "11-28T14:00", "11-28T14:01"],
  ])("or until the one after that, where the last was %s", async (_, cron, since, last, late) => {
    expect(await inTime(cron, { since, now: last })).toBe(true);
    expect(await inTime(cron, { since, now: late })).toBe(false);
  });

  test("not after a slot whose run was started ahead of its time", async () => {
    const early = { since: "11-26T22:00", ahead: ["11-27T03:00"] };
    expect(await inTime("0 3 * * *", { ...early, now: "11-28T03:30" })).toBe(true);
    expect(await inTime("0 3 * * *", { ...early, ahead: [], now: "11-28T03:30" })).toBe(false);
    expect(await inTime("0 3 * * *", { ...early, now: "11-29T03:30" })).toBe(false);
  });
});
