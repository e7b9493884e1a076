import { clockText } from "#lib/task-runs/clocks/clock-guard.ts";
import type { Check } from "./check.ts";

/** Whether this process's clock agrees with the database's. `aheadMs`: 0 within the tolerance. */
export function checkClock(aheadMs: number): Check {
  return aheadMs === 0
    ? { ok: true, detail: "It agrees with the database's." }
    : { ok: false, detail: clockText(aheadMs) };
}
