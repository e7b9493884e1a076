import { describe, expect, test } from "vitest";
import { gatherCalls } from "#lib/runner/gathered-calls.ts";

describe("gathered calls", () => {
  test("of one moment are one, and each gets its own answer", async () => {
    const together: (readonly number[])[] = [];
    const double = gatherCalls(async (all: readonly number[]) => {
      together.push(all);
      return all.map((each) => each * 2);
    }, 100);
    const chain = async (given: number) => double(await double(given));
    expect(await Promise.all([chain(1), chain(2), chain(3)])).toEqual([4, 8, 12]);
    expect(together).toEqual([
      [1, 2, 3],
      [2, 4, 6],
    ]);
  });

  test("are no more than so many at once", async () => {
    const sizes: number[] = [];
    const same = gatherCalls(async (all: readonly number[]) => {
      sizes.push(all.length);
      return all;
    }, 2);
    expect(await Promise.all([1, 2, 3].map(same))).toEqual([1, 2, 3]);
    expect(sizes).toEqual([2, 1]);
  });

  test("are tried alone where they fail together, so that one that cannot be answered fails no other", async () => {
    const refuse = gatherCalls(async (all: readonly string[]) => {
      if (all.includes("bad")) throw new Error("no");
      return all;
    }, 100);
    const settled = await Promise.allSettled(["good", "bad", "better"].map(refuse));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });
});
