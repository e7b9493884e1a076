const second = 1_000;
const minute = 60 * second;

/** How long an idle page still counts as used, in ms, and how often it asks meanwhile. */
const paces = [
  { idleMs: minute, everyMs: 5 * second },
  { idleMs: 10 * minute, everyMs: 15 * second },
] as const;

const slowest = minute;

/**
 * How long to wait before a visible page asks again what has changed, in ms.
 * @param idleMs since somebody last used the page, or something changed.
 */
export function pollInterval(idleMs: number): number {
  return paces.find((pace) => idleMs < pace.idleMs)?.everyMs ?? slowest;
}
