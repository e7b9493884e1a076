const second = 1_000;
const minute = 60 * second;

/** Polling intervals in ms, each with the idle time in ms up to which it applies. */
const paces = [
  { idleMs: minute, everyMs: 5 * second },
  { idleMs: 10 * minute, everyMs: 15 * second },
] as const;

const slowest = minute;

/**
 * The time in ms before a visible page polls for changes again.
 * @param idleMs since somebody last used the page, or something changed.
 */
export function pollInterval(idleMs: number): number {
  return paces.find((pace) => idleMs < pace.idleMs)?.everyMs ?? slowest;
}
