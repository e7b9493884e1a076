/** How long one batch should take: short enough that nobody waits noticeably for a row that it holds. */
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
  /** The size is never more than this. */
  readonly largest: number;
  /** Milliseconds per page or row that is read and per row that is removed; null before the first batch. */
  readonly usual: number | null;
}

/**
 * Where a walk starts that counts in rows, and one that counts in pages. How many due rows a page holds is only known
 * when it has been read, so that even the largest number of pages must be bearable if all of their rows are due.
 */
export const startingPace = {
  rows: { size: 1_000, largest: mostRows, usual: null },
  pages: { size: 20, largest: 500, usual: null },
} as const satisfies Record<string, Pace>;

/** What a batch did: how many rows or pages it looked at, how many rows it took. */
export interface Effort {
  readonly size: number;
  readonly rows: number;
  readonly ms: number;
}

/**
 * The pace after a batch, and how long to leave the database to others before the next. The size moves toward what
 * takes `targetMs`, at most twice or half of what it was.
 */
export function adapt(pace: Pace, batch: Effort): { readonly pace: Pace; readonly pauseMs: number } {
  if (batch.size === 0) return { pace, pauseMs: 0 };
  const ms = Math.max(batch.ms, 0.001);
  const cost = ms / (batch.size + batch.rows);
  const usual = pace.usual ?? cost;
  return {
    pace: { ...pace, size: nextSize(pace, { ...batch, ms }), usual: Math.min(cost, usual * forgetting) },
    pauseMs: cost > usual * busyFactor ? Math.min(ms, longestPauseMs) : 0,
  };
}

function nextSize({ size, largest }: Pace, batch: Effort): number {
  const byTime = (batch.size * targetMs) / batch.ms;
  const byRows = (batch.size * mostRows) / Math.max(batch.rows, 1);
  const reachable = Math.min(Math.max(Math.min(byTime, byRows), size / 2), size * 2);
  return Math.max(1, Math.min(Math.floor(reachable), largest));
}
