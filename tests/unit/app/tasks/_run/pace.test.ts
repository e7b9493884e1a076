import { expect, test } from "vitest";
import { paceOf, paceText } from "#app/tasks/_run/pace.ts";
import { staleSince } from "#app/tasks/_run/staleness.ts";

const startedAt = "2026-05-01T03:00:00.000Z";
const after = (seconds: number) => new Date(Date.parse(startedAt) + seconds * 1000);

test("a run's pace tells how long the rest takes, where somebody knows the rest", () => {
  expect(paceOf({ done: 100, total: 400 }, { startedAt }, after(10))).toEqual({ perSecond: 10, leftMs: 30_000 });
  expect(paceOf({ done: 100, total: null }, { startedAt }, after(10))).toEqual({ perSecond: 10, leftMs: null });
  expect(paceOf({ done: 0, total: 400 }, { startedAt }, after(10))).toBeNull();
  expect(paceOf({ done: 5, total: 4 }, { startedAt }, after(10))).toMatchObject({ leftMs: 0 });
});

test("where nobody knows how much is left, the page says so", () => {
  expect(paceText({ perSecond: 1234.4, leftMs: 65_000 })).toBe("About 1,234 a second, 1 min 5 s left");
  expect(paceText({ perSecond: 0.2, leftMs: null })).toBe("About 1 a second. How much is left is not known.");
  expect(paceText(null)).toBe("There is no estimate yet.");
});

test("only a running run without a heartbeat for a minute is stale", () => {
  const running = { status: "running", startedAt } as const;
  expect(staleSince(running, { heartbeatAt: after(30).toISOString() }, after(90))).toBeNull();
  expect(staleSince(running, { heartbeatAt: after(29).toISOString() }, after(90))).toBe(after(29).toISOString());
  expect(staleSince(running, { heartbeatAt: null }, after(61))).toBe(startedAt);
  expect(staleSince({ status: "failed", startedAt }, { heartbeatAt: null }, after(600))).toBeNull();
});
