import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchProgress } from "#lib/runner/progress-watch.ts";
import { AttemptStalled } from "#lib/tasks/errors.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("time without progress adds up to a stall, and progress starts it anew", async () => {
  const onStall = vi.fn();
  const watch = watchProgress(300_000, onStall);
  const stalled = expect(watch.stalled).rejects.toThrow(AttemptStalled);
  for (let minutes = 0; minutes < 60; minutes += 4) {
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    watch.progressed();
  }
  await vi.advanceTimersByTimeAsync(299_999);
  expect(onStall).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onStall).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: expect.stringMatching(/300 s/) }));
  await stalled;
});

test("a handler that has ended no longer stalls", async () => {
  const onStall = vi.fn();
  const watch = watchProgress(300_000, onStall);
  watch.end();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(onStall).not.toHaveBeenCalled();
});
