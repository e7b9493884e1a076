import type { Check } from "./check.ts";

/** Tells of runs that wait for an operator's word. TASKS_PAUSED holds them on purpose, so they are no fault. */
export function checkHeldRuns(count: number): Check {
  if (count === 0) return { ok: true, detail: "No run waits for your confirmation." };
  const runs = count === 1 ? "1 run waits" : `${count.toLocaleString("en")} runs wait`;
  return { ok: true, detail: `${runs} for your confirmation: let them run, or cancel them, in the task console.` };
}
