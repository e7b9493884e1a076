import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onStopSignal } from "#lib/composition/stop-signals.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first signal stops, its repeats within a second change nothing, and a later one meets the system's default", () => {
  const stopped: string[] = [];
  const receiver = new EventEmitter();
  const emit = (signal: NodeJS.Signals) => receiver.emit(signal, signal);
  onStopSignal((signal) => void stopped.push(signal), receiver);
  expect(emit("SIGTERM")).toBe(true);
  vi.advanceTimersByTime(999);
  expect([emit("SIGTERM"), emit("SIGINT")]).toEqual([true, true]);
  expect(stopped).toEqual(["SIGTERM"]);
  vi.advanceTimersByTime(1);
  expect([emit("SIGTERM"), emit("SIGINT")]).toEqual([false, false]);
});
