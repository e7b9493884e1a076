import { expect, test } from "vitest";
import { preferredWaitSeconds } from "#lib/http/prefer.ts";

test.each([
  [undefined, 0],
  ["", 0],
  ["wait=5", 5],
  ["WAIT = 5", 5],
  ['wait="5"', 5],
  ["respond-async, wait=10", 10],
  ["respond-async; wait=10", 10],
  ["wait=7, wait=9", 7],
  ["wait=60", 60],
  ["wait=61", 60],
  ["wait=999999", 60],
  ["wait=9999999", 0],
  ["wait=0", 0],
  ["wait=-5", 0],
  ["wait=1.5", 0],
  ["wait=soon", 0],
  ["wait", 0],
  ["await=5", 0],
])("Prefer: %s waits %d s", (prefer, seconds) => {
  expect(preferredWaitSeconds(new Headers(prefer === undefined ? {} : { prefer }))).toBe(seconds);
});
