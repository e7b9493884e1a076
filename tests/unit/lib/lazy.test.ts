import { expect, test } from "vitest";
import { lazy } from "#lib/lazy.ts";

test("what is loaded lazily is loaded once, and again after a failure", async () => {
  let calls = 0;
  const get = lazy(async () => {
    calls += 1;
    if (calls === 1) throw new Error("The package is being replaced.");
    return calls;
  });
  const together = await Promise.allSettled([get(), get()]);
  expect(together.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await Promise.all([get(), get()])).toEqual([2, 2]);
  expect(await get()).toBe(2);
});
