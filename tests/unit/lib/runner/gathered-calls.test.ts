import { describe, expect, test } from "vitest";
import { gatherCalls } from "#lib/runner/gathered-calls.ts";

class MaybeDone extends Error {}

const limits = { max: 100, mayBeDone: (error: unknown) => error instanceof MaybeDone };

describe("gathered calls", () => {
  test("of one moment are one, and each gets its own answer", async () => {
    const together: (readonly number[])[] = [];
    const double = gatherCalls(async (all: readonly number[]) => {
      together.push(all);
      return all.map((each) => each * 2);
    }, limits);
    const chain = async (given: number) => double(await double(given));
    expect(await Promise.all([chain(1), chain(2), chain(3)])).toEqual([4, 8, 12]);
    expect(together).toEqual([
      [1, 2, 3],
      [2, 4, 6],
    ]);
  });

  test("are no more than so many at once", async () => {
    const sizes: number[] = [];
    const same = gatherCalls(
      async (all: readonly number[]) => {
        sizes.push(all.length);
        return all;
      },
      { ...limits, max: 2 },
    );
    expect(await Promise.all([1, 2, 3].map(same))).toEqual([1, 2, 3]);
    expect(sizes).toEqual([2, 1]);
  });

  test("are tried alone where they fail together, so that one that cannot be answered fails no other", async () => {
    const refuse = gatherCalls(async (all: readonly string[]) => {
      if (all.includes("bad")) throw new Error("no");
      return all;
    }, limits);
    const settled = await Promise.allSettled(["good", "bad", "better"].map(refuse));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  test("are not tried again where they may have been done", async () => {
    const done: string[] = [];
    const breaking = gatherCalls(async (all: readonly string[]) => {
      done.push(...all);
      throw new MaybeDone("The answer was lost.");
    }, limits);
    const settled = await Promise.allSettled(["one", "two"].map(breaking));
    expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(done).toEqual(["one", "two"]);
  });
});
