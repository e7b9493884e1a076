import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createThrottle, type Throttle } from "#lib/auth/throttling/throttle.ts";

const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms);

/** Null where the request is answered, else the seconds to wait. */
function ask(throttle: Throttle, caller: string, ms: number): number | null {
  try {
    throttle.take(caller, at(ms));
    return null;
  } catch (error) {
    expect(error).toMatchObject({ kind: "too-many-requests" });
    return error instanceof Error && "retryAfterSeconds" in error ? Number(error.retryAfterSeconds) : Number.NaN;
  }
}

describe("a throttle", () => {
  test("answers a burst, then states how long to wait, correctly", () => {
    const throttle = createThrottle({ seconds: 60, max: 6 });
    for (let n = 0; n < 6; n += 1) expect(ask(throttle, "ann", 0)).toBeNull();
    expect(ask(throttle, "ann", 0)).toBe(10);
    expect(ask(throttle, "ann", 4_000)).toBe(6);
    expect(ask(throttle, "ann", 10_000)).toBeNull();
    expect(ask(throttle, "ann", 10_000)).toBe(10);
  });

  test("says what to do", () => {
    const throttle = createThrottle({ seconds: 60, max: 1 });
    throttle.take("ann", at(0));
    expect(() => throttle.take("ann", at(0))).toThrow("At most 1 requests in 60 seconds");
  });

  test("counts each caller alone", () => {
    const throttle = createThrottle({ seconds: 60, max: 1 });
    expect(ask(throttle, "ann", 0)).toBeNull();
    expect(ask(throttle, "bob", 0)).toBeNull();
    expect(ask(throttle, "ann", 0)).not.toBeNull();
  });

  test("survives a clock that goes back", () => {
    const throttle = createThrottle({ seconds: 60, max: 1 });
    expect(ask(throttle, "ann", 60_000)).toBeNull();
    expect(ask(throttle, "ann", 0)).not.toBeNull();
    expect(ask(throttle, "ann", 61_000)).toBeNull();
  });

  test("never answers more than the burst and the refill, whatever the rhythm", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 200 }), (gaps) => {
        const throttle = createThrottle({ seconds: 10, max: 5 });
        let now = 0;
        let answered = 0;
        for (const gap of gaps) {
          now += gap;
          if (ask(throttle, "ann", now) === null) answered += 1;
          expect(answered).toBeLessThanOrEqual(5 + now / 2_000);
        }
      }),
    );
  });

  test("remembers a caller over thousands of others, but a bounded number", () => {
    const throttle = createThrottle({ seconds: 60, max: 1 });
    ask(throttle, "ann", 0);
    for (let n = 0; n < 9_000; n += 1) ask(throttle, `stranger ${n}`, 1);
    expect(ask(throttle, "ann", 2)).not.toBeNull();
    for (let n = 9_000; n < 30_000; n += 1) ask(throttle, `stranger ${n}`, 3);
    expect(ask(throttle, "ann", 4)).toBeNull();
  });
});
