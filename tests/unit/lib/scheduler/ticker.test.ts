import fc from "fast-check";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Poke } from "#lib/scheduler/scheduler.ts";
import { createTicker, msToNextMinute } from "#lib/scheduler/ticker.ts";

const logger = pino({ level: "silent" });

describe("msToNextMinute", () => {
  test("leads to 50 ms past the next full minute, from any instant", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }), (now) => {
        const wake = now.getTime() + msToNextMinute(now);
        expect(wake % 60_000).toBe(50);
        expect(wake - now.getTime()).toBeGreaterThan(50);
        expect(wake - now.getTime()).toBeLessThanOrEqual(60_050);
      }),
    );
  });
});

describe("the ticker", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date("2026-05-01T12:00:30Z") });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function tickerOf(all: Poke["all"]) {
    const poke: Poke = {
      all,
      one: async () => ({ run: null, reason: "not-due" }),
      handOverStranded: async () => {},
    };
    return createTicker({ poke, clock: () => new Date(), logger });
  }

  test("pokes at its start and just past every minute, and not after it was stopped", async () => {
    const pokes: string[] = [];
    const ticker = tickerOf(async (now) => {
      pokes.push(now.toISOString());
    });
    ticker.start();
    ticker.start();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(pokes).toEqual(["2026-05-01T12:00:30.000Z", "2026-05-01T12:01:00.050Z", "2026-05-01T12:02:00.050Z"]);
    await ticker.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(pokes).toHaveLength(3);
  });

  test("goes on after a poke that failed", async () => {
    const poke = vi.fn<Poke["all"]>().mockRejectedValueOnce(new Error("no database")).mockResolvedValue();
    const ticker = tickerOf(poke);
    ticker.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(poke).toHaveBeenCalledTimes(2);
    await ticker.stop();
  });

  test("never pokes twice at once, and a stop waits for the poke under way", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const poke = vi.fn<Poke["all"]>(() => promise);
    const ticker = tickerOf(poke);
    ticker.start();
    await vi.advanceTimersByTimeAsync(180_000);
    expect(poke).toHaveBeenCalledTimes(1);
    let stopped = false;
    const stopping = ticker.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stopped).toBe(false);
    resolve();
    await stopping;
    expect(poke).toHaveBeenCalledTimes(1);
  });
});
