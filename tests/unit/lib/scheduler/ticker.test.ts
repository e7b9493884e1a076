import fc from "fast-check";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Scheduler } from "#lib/scheduler/scheduler.ts";
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

  const done = async () => {};
  function tickerOf(calls: Partial<Pick<Scheduler, "runAllDue" | "recover">>) {
    return createTicker({
      scheduler: { runAllDue: done, recover: done, ...calls },
      clock: () => new Date(),
      logger,
    });
  }

  test("runs what is due and recovers runs at its start and just past every minute, until it is stopped", async () => {
    const calls: string[] = [];
    const ticker = tickerOf({
      runAllDue: async (now) => void calls.push(`run ${now.toISOString()}`),
      recover: async (now) => void calls.push(`recover ${now.toISOString()}`),
    });
    ticker.start();
    ticker.start();
    await vi.advanceTimersByTimeAsync(120_000);
    const expected = ["2026-05-01T12:00:30.000Z", "2026-05-01T12:01:00.050Z", "2026-05-01T12:02:00.050Z"];
    expect(calls).toEqual(expected.flatMap((time) => [`run ${time}`, `recover ${time}`]));
    await ticker.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(calls).toHaveLength(6);
  });

  test("continues after a tick that failed", async () => {
    const runAllDue = vi
      .fn<Scheduler["runAllDue"]>()
      .mockRejectedValueOnce(new Error("no database"))
      .mockResolvedValue();
    const ticker = tickerOf({ runAllDue });
    ticker.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(runAllDue).toHaveBeenCalledTimes(2);
    await ticker.stop();
  });

  test("claims on time while an earlier dispatch is in progress, and a stop waits for that", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const runAllDue = vi.fn<Scheduler["runAllDue"]>(() => promise);
    const ticker = tickerOf({ runAllDue });
    ticker.start();
    await vi.advanceTimersByTimeAsync(180_000);
    expect(runAllDue).toHaveBeenCalledTimes(4);
    let stopped = false;
    const stopping = ticker.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stopped).toBe(false);
    resolve();
    await stopping;
    expect(runAllDue).toHaveBeenCalledTimes(4);
  });

  test("stops within 3 s, even if a tick never ends", async () => {
    const ticker = tickerOf({ runAllDue: () => new Promise(() => {}) });
    ticker.start();
    const stopped = ticker.stop().then(() => "stopped");
    vi.useRealTimers();
    expect(await stopped).toBe("stopped");
  });

  test("claims on time while a recovery is in progress, and never recovers twice at once", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const runAllDue = vi.fn<Scheduler["runAllDue"]>(done);
    const recover = vi.fn<Scheduler["recover"]>(() => promise);
    const ticker = tickerOf({ runAllDue, recover });
    ticker.start();
    await vi.advanceTimersByTimeAsync(180_000);
    expect(runAllDue).toHaveBeenCalledTimes(4);
    expect(recover).toHaveBeenCalledTimes(1);
    resolve();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(recover).toHaveBeenCalledTimes(2);
    await ticker.stop();
  });
});
