import { expect, test } from "vitest";
import { advisoryLocks } from "#lib/db/advisory-locks.ts";

test("no two uses share a lock", () => {
  const numbers = Object.values(advisoryLocks);
  expect(new Set(numbers).size).toBe(numbers.length);
});
