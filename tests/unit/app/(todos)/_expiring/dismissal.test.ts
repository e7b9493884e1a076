import { describe, expect, test } from "vitest";
import { dismissalOf, dismissedUntil } from "#app/(todos)/_expiring/dismissal.ts";
import { isExpiring } from "#app/(todos)/_expiring/is-expiring.ts";

const asOf = "2026-11-24T12:00:00.000Z";

describe("whether a todo was counted as expiring", () => {
  test.each([
    ["due already", "2026-11-20T12:00:00.000Z", "2026-11-13T12:00:00.000Z", true],
    ["in exactly a day", "2026-11-25T12:00:00.000Z", asOf, true],
    ["a moment later", "2026-11-25T12:00:00.001Z", asOf, false],
    ["touched since", "2026-11-25T11:00:00.000Z", "2026-11-24T12:00:00.001Z", false],
    ["never", null, asOf, false],
  ])("%s", (_case, expiresAt, updatedAt, expected) =>
    expect(isExpiring({ expiresAt, updatedAt }, asOf)).toBe(expected),
  );
});

test("a dismissal counts for the user who made it", () => {
  const cookie = dismissalOf("ann", asOf);
  expect(dismissedUntil(cookie, "ann")).toBe(asOf);
  expect(dismissedUntil(cookie, "bob")).toBeNull();
  expect(dismissedUntil(undefined, "ann")).toBeNull();
  expect(dismissedUntil("ann", "ann")).toBeNull();
});
