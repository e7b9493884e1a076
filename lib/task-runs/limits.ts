// The limits of runs, for schemas, fields and texts alike. Lengths are in characters (UTF-16 code units).

export const runSearchMaxLength = 200;
export const idempotencyKeyMaxLength = 200;

export const errorNameMaxLength = 200;
export const pauseReasonMaxLength = 500;

/** The most names of errors that are suggested. */
export const errorNamesMax = 50;

export const defaultRunPageSize = 25;
export const runPageMax = 100;

/** Runs are counted no further than this. */
export const runCountMax = 1_000;

/** An attempt without progress for this long has stalled. No batch takes half as long: its statements have limits. */
export const stalledAfterMs = 5 * 60_000;

/** The most runs that recovery requeues or dispatches at once. */
export const recoveryMax = 100;

/** The most missed slots in a row that are counted: this number stands for more, too. */
export const missedCountMax = 100;
