/**
 * Seconds that a host without lasting processes gives each request that executes runs. The routes export it as
 * `maxDuration`, which Next reads as a literal; a test compares them. Every plan of Vercel allows it.
 */
export const requestLimitSeconds = 60;

/** Seconds before that limit in which no slice is executed any more: for the rest of a batch, and for the answer. */
export const requestMarginSeconds = 5;
