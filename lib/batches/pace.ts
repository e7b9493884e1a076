/** How long the work of one batch should take: nobody waits noticeably for a row that is held no longer. */
export const targetMs = 100;
/**
 * A batch never takes more rows than this, however quick it is: people change rows at random, and the more of them a
 * batch holds, the more people wait for it.
 */
export const mostRows = 10_000;

const longestPauseMs = 250;
/** A batch this many times as slow as usual, for what it did, means that the database is busy with others. */
const busyFactor = 2;
/** How fast "usual" follows a database that has become slower for good. */
const forgetting = 1.1;

/** How much the next batch looks at, in rows or pages, and how long a unit of work usually takes. */
export interface Pace {
  readonly size: number;
  /** Bounds of the size. The lower one keeps a sweep moving where every statement takes long, whatever it does. */
  readonly smallest: number;
  readonly largest: number;
  /** Milliseconds per page or row that is read and per row that is removed; null before the first batch. */
  readonly usual: number | null;
}

/**
 * Where a walk starts that counts in rows, and one that counts in pages. How many due rows a page holds is only known
 * when it has been read, so that even the largest number of pages must be bearable if all of their rows are due.
 */
export const startingPace = {
  rows: { size: 1_000, smallest: 200, largest: mostRows, usual: null },
  pages: { size: 20, smallest: 10, largest: 800, usual: null },
} as const satisfies Record<string, Pace>;

/** What a batch did. */
export interface Effort {
  /** How many rows or pages it looked at. */
  readonly size: number;
  /** How many rows it took. */
  readonly rows: number;
  /** How long the work itself took, which grows with its size. */
  readonly workMs: number;
  /** How long all of it took, with its commit. */
  readonly ms: number;
}

/**
 * The pace after a batch, and how long to leave the database to others before the next. The size moves toward what
 * takes `targetMs`, at most twice or half of what it was.
 */
export function adapt(pace: Pace, batch: Effort): { readonly pace: Pace; readonly pauseMs: number } {
  if (batch.size === 0) return { pace, pauseMs: 0 };
  const cost = Math.max(batch.ms, 0.001) / (batch.size + batch.rows);
  const usual = pace.usual ?? cost;
  return {
    pace: { ...pace, size: nextSize(pace, batch), usual: Math.min(cost, usual * forgetting) },
    pauseMs: cost > usual * busyFactor ? Math.min(batch.ms, longestPauseMs) : 0,
  };
}

function nextSize({ size, smallest, largest }: Pace, batch: Effort): number {
  const byTime = (batch.size * targetMs) / Math.max(batch.workMs, 0.001);
  const byRows = (batch.size * mostRows) / Math.max(batch.rows, 1);
  const reachable = Math.min(Math.max(Math.min(byTime, byRows), size / 2), size * 2);
  return Math.max(smallest, Math.min(Math.floor(reachable), largest));
}
