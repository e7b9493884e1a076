/** The time that one batch should take, in ms: nobody notices a row that is locked no longer than this. */
export const targetBatchMs = 100;

/** The most rows that a batch deletes, however fast it is: it locks all of them, and people wait for locked rows. */
export const maxBatchRows = 10_000;

/** The size of the next batch, in rows or pages that it looks at. */
export interface BatchSize {
  readonly size: number;
  /** Keeps the work moving where every statement is slow, whatever its size. */
  readonly min: number;
  readonly max: number;
}

/**
 * The first batch of an index scan, which counts in rows, and of a page scan. Nobody knows how many rows of a page are
 * due before it is read, so even the largest number of pages must be bearable when all of their rows are due.
 */
export const initialBatchSize = {
  rows: { size: 1_000, min: 200, max: maxBatchRows },
  pages: { size: 20, min: 10, max: 800 },
} as const satisfies Record<string, BatchSize>;

/** The work of one batch. */
export interface BatchWork {
  /** The rows or pages that it looked at. */
  readonly size: number;
  /** The rows that it deleted. */
  readonly rows: number;
  /** The duration without the fixed cost of a transaction. */
  readonly workMs: number;
}

/** The size after a batch: it moves toward the size that takes `targetBatchMs`, by a factor of two at most. */
export function adaptBatchSize(current: BatchSize, batch: BatchWork): BatchSize {
  if (batch.size === 0) return current;
  const byTime = (batch.size * targetBatchMs) / Math.max(batch.workMs, 0.001);
  const byRows = (batch.size * maxBatchRows) / Math.max(batch.rows, 1);
  const reachable = Math.min(Math.max(Math.min(byTime, byRows), current.size / 2), current.size * 2);
  return { ...current, size: Math.max(current.min, Math.min(Math.floor(reachable), current.max)) };
}
