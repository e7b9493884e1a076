import { expect, test } from "vitest";
import { instantOf, latestInput, localInput } from "#app/tasks/_run-list/local-instant.ts";
import { runFilterSchema } from "#lib/task-runs/listing/list-schemas.ts";

test.each(["2026-11-24T12:05", "0002-01-02T03:04", "0999-12-31T23:59", latestInput])(
  "what a date and time field holds is filtered by, and comes back: %s",
  (input) => {
    const instant = instantOf(input);
    expect(runFilterSchema.safeParse({ from: instant }).success).toBe(true);
    expect(localInput(instant)).toBe(input);
  },
);

test.each(["", "2026-11-24T", "12026-11-24T12:05"])(
  "what is empty, incomplete or out of range is none: “%s”",
  (input) => {
    expect(instantOf(input)).toBeUndefined();
  },
);
