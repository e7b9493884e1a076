import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#lib/days.ts";
import {
  type Completion,
  changeCompletion,
  expiryAfterRetentionChange,
  expiryOf,
} from "#lib/todo-service/retention/retention.ts";

const now = new Date("2026-03-10T12:00:00Z");
const open: Completion = { completedAt: null, pinned: false, expiresAt: null };

describe("expiryOf", () => {
  it("counts days of 24 hours over a change of clocks and a leap day", () => {
    const completedAt = new Date("2028-02-27T23:30:00Z");
    expect(expiryOf({ completedAt, pinned: false }, 7)).toEqual(new Date("2028-03-05T23:30:00Z"));
    const beforeSummerTime = new Date("2026-03-28T01:30:00Z");
    expect(expiryOf({ completedAt: beforeSummerTime, pinned: false }, 1)).toEqual(new Date("2026-03-29T01:30:00Z"));
  });

  it.each([
    ["open", { completedAt: null, pinned: false }, 7],
    ["pinned", { completedAt: now, pinned: true }, 7],
    ["kept for good", { completedAt: now, pinned: false }, null],
  ])("is null for a todo that is %s", (_, todo, retentionDays) => {
    expect(expiryOf(todo, retentionDays)).toBeNull();
  });
});

describe("changeCompletion", () => {
  it("sets the expiry on completion and clears it on reopening", () => {
    const completed = changeCompletion(open, { completed: true }, 7, now);
    expect(completed).toEqual({ completedAt: now, pinned: false, expiresAt: addDays(now, 7) });
    expect(changeCompletion(completed, { completed: false }, 7, now)).toEqual(open);
  });

  it("keeps the expiry when a completed todo is completed again", () => {
    const completed = changeCompletion(open, { completed: true }, 7, now);
    expect(changeCompletion(completed, { completed: true }, 7, addDays(now, 3))).toEqual(completed);
  });

  it("keeps the expiry of a retention change through an edit and a pin that changes nothing", () => {
    const graced = { completedAt: addDays(now, -30), pinned: false, expiresAt: addDays(now, 1) };
    expect(changeCompletion(graced, {}, 7, now)).toEqual(graced);
    expect(changeCompletion(graced, { pinned: false, completed: true }, 7, now)).toEqual(graced);
  });

  it("clears the expiry on pinning, and counts from the completion again on unpinning", () => {
    const completed = changeCompletion(open, { completed: true }, 7, now);
    const pinned = changeCompletion(completed, { pinned: true }, 7, addDays(now, 2));
    expect(pinned).toEqual({ completedAt: now, pinned: true, expiresAt: null });
    expect(changeCompletion(pinned, { pinned: false }, 7, addDays(now, 3))).toEqual(completed);
  });

  it("makes no state that the table refuses, whatever the changes", () => {
    const change = fc.record({ completed: fc.boolean(), pinned: fc.boolean() }, { requiredKeys: [] });
    const retention = fc.option(fc.integer({ min: 1, max: 3650 }), { nil: null });
    fc.assert(
      fc.property(fc.array(change), retention, (changes, retentionDays) => {
        const todo = changes.reduce<Completion>(
          (state, next) => changeCompletion(state, next, retentionDays, now),
          open,
        );
        expect(todo.expiresAt).toEqual(expiryOf(todo, retentionDays));
        if (todo.expiresAt) expect(todo.completedAt && todo.expiresAt > todo.completedAt && !todo.pinned).toBe(true);
      }),
    );
  });
});

describe("expiryAfterRetentionChange", () => {
  it("is a day away at least, however long ago the completion was", () => {
    const old = { completedAt: addDays(now, -400), pinned: false };
    expect(expiryAfterRetentionChange(old, 1, now)).toEqual(addDays(now, 1));
    const fresh = { completedAt: now, pinned: false };
    expect(expiryAfterRetentionChange(fresh, 14, now)).toEqual(addDays(now, 14));
    expect(expiryAfterRetentionChange(fresh, null, now)).toBeNull();
  });
});
