/** How long the work of one batch should take: nobody waits noticeably for a row that is held no longer. */
export const targetMs = 100;
/**
 * A batch never takes more rows than this, however quick it is: people change rows at random, and the more of them a
 * batch holds, the more people wait for it.
 */
export const mostRows = 10_000;

/** How much the next batch looks at, in rows or pages. */
export interface Pace {
  readonly size: number;
  /** Bounds of the size. The lower one keeps a sweep moving where every statement takes long, whatever it does. */
  readonly smallest: number;
  readonly largest: number;
}

/**
 * Where a walk starts that counts in rows, and one that counts in pages. How many due rows a page holds is only known
 * when it has been read, so that even the largest number of pages must be bearable if all of their rows are due.
 */
export const startingPace = {
  rows: { size: 1_000, smallest: 200, largest: mostRows },
  pages: { size: 20, smallest: 10, largest: 800 },
} as const satisfies Record<string, Pace>;

/** What a batch did. */
export interface Effort {
  /** How many rows or pages it looked at. */
  readonly size: number;
  /** How many rows it took. */
  readonly rows: number;
  /** How long that took, without what a transaction takes whatever its size. */
  readonly workMs: number;
}

/** The pace after a batch: its size moves toward what takes `targetMs`, at most to twice or half of what it was. */
export function adapt(pace: Pace, batch: Effort): Pace {
  if (batch.size === 0) return pace;
  const byTime = (batch.size * targetMs) / Math.max(batch.workMs, 0.001);
  const byRows = (batch.size * mostRows) / Math.max(batch.rows, 1);
  const reachable = Math.min(Math.max(Math.min(byTime, byRows), pace.size / 2), pace.size * 2);
  return { ...pace, size: Math.max(pace.smallest, Math.min(Math.floor(reachable), pace.largest)) };
}
