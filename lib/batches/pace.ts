/** How long one batch should take: short enough that nobody waits noticeably for a row that it holds. */
export const targetMs = 100;
export const smallestBatch = 10;
/** Beyond this a batch gains nothing: the cost per row is flat from about a thousand rows on (docs/performance.md). */
export const largestBatch = 5_000;

const longestPauseMs = 250;
/** A batch this many times as slow per row as usual means that the database is busy with others. */
const busyFactor = 2;
/** How fast "usual" follows a database that has become slower for good. */
const forgetting = 1.1;

/** How large the next batch is, and what a row usually costs. */
export interface Pace {
  readonly size: number;
  /** Milliseconds per row; null before the first batch. */
  readonly usual: number | null;
}

export const startingPace: Pace = { size: 1_000, usual: null };

/**
 * The pace after a batch of `rows` that took `ms`, and how long to leave the database to others before the next.
 * The size moves toward what takes `targetMs`, at most twice or half of what it was.
 */
export function adapt(pace: Pace, batch: { readonly rows: number; readonly ms: number }): Pace & { pauseMs: number } {
  if (batch.rows === 0) return { ...pace, pauseMs: 0 };
  const perRow = Math.max(batch.ms, 0.001) / batch.rows;
  const usual = pace.usual ?? perRow;
  return {
    size: nextSize(pace.size, perRow),
    usual: Math.min(perRow, usual * forgetting),
    pauseMs: perRow > usual * busyFactor ? Math.min(batch.ms, longestPauseMs) : 0,
  };
}

function nextSize(size: number, perRow: number): number {
  const ideal = Math.round(targetMs / perRow);
  const reachable = Math.min(Math.max(ideal, Math.ceil(size / 2)), size * 2);
  return Math.min(Math.max(reachable, smallestBatch), largestBatch);
}
