import { describe, expect, test } from "vitest";
import type { Schedule } from "#lib/task-runs/schemas.ts";
import { dueSlot, graceOf, isOverdue as isOverdueAfter } from "#lib/task-runs/slots.ts";

const at = (time: string) => new Date(`2026-05-${time}:00Z`);

const schedule = {
  cron: "0 3 * * *",
  timeZone: "UTC",
  paused: false,
  pause: null,
  registeredAt: at("01T12:00"),
  lastSlot: at("02T03:00"),
};

describe("dueSlot", () => {
  test("is the latest planned slot until it is claimed", () => {
    expect(dueSlot(schedule, at("03T03:00"))).toEqual({ kind: "due", slot: at("03T03:00") });
    expect(dueSlot({ ...schedule, lastSlot: at("03T03:00") }, at("03T03:00"))).toEqual({ kind: "not-due" });
  });

  test("is the latest of several missed ones", () => {
    expect(dueSlot(schedule, at("09T20:00"))).toEqual({ kind: "due", slot: at("09T03:00") });
  });

  test("is no slot before one that is already claimed", () => {
    expect(dueSlot({ ...schedule, lastSlot: at("09T03:00") }, at("08T12:00"))).toEqual({ kind: "not-due" });
  });

  test("is none before the schedule was registered, and one at that instant", () => {
    const fresh = { ...schedule, lastSlot: null };
    expect(dueSlot(fresh, at("02T02:59"))).toEqual({ kind: "not-due" });
    expect(dueSlot(fresh, at("02T03:00"))).toEqual({ kind: "due", slot: at("02T03:00") });
    const onTheSlot = { ...fresh, registeredAt: at("02T03:00") };
    expect(dueSlot(onTheSlot, at("02T03:00"))).toEqual({ kind: "due", slot: at("02T03:00") });
  });

  test("is none while paused, while off, or if the cron has no time at all", () => {
    expect(dueSlot({ ...schedule, paused: true }, at("09T20:00"))).toEqual({ kind: "paused" });
    expect(dueSlot({ ...schedule, cron: null }, at("09T20:00"))).toEqual({ kind: "off" });
    expect(dueSlot({ ...schedule, cron: "0 0 30 2 *" }, at("09T20:00"))).toEqual({ kind: "not-due" });
  });
});

describe("isOverdue", () => {
  const stored = {
    ...schedule,
    task: "todo/cleanup",
    registeredAt: schedule.registeredAt.toISOString(),
    lastSlot: schedule.lastSlot.toISOString(),
  };

  const isOverdue = (schedule: Schedule, now: Date) => isOverdueAfter(schedule, now, graceOf("postgres"));

  test("begins three minutes after an unclaimed slot and ends with its claim", () => {
    expect(isOverdue(stored, new Date("2026-05-03T03:02:59.999Z"))).toBe(false);
    expect(isOverdue(stored, at("03T03:03"))).toBe(true);
    expect(isOverdue({ ...stored, lastSlot: at("03T03:00").toISOString() }, at("03T03:03"))).toBe(false);
  });

  test("begins ninety minutes after it where requests execute, since some hosts call within an hour", () => {
    expect(isOverdueAfter(stored, at("03T04:29"), graceOf("in-request"))).toBe(false);
    expect(isOverdueAfter(stored, at("03T04:30"), graceOf("in-request"))).toBe(true);
  });

  test("never holds for a schedule that is paused or off, or whose first slot is in the future", () => {
    expect(isOverdue({ ...stored, paused: true }, at("09T00:00"))).toBe(false);
    expect(isOverdue({ ...stored, cron: null }, at("09T00:00"))).toBe(false);
    expect(isOverdue({ ...stored, lastSlot: null }, at("02T02:00"))).toBe(false);
  });
});
