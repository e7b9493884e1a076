/** The code for typing in quick add and in the field of a title, in one chunk. */
export { loadDueFinder } from "./date-reading.ts";
export { DueChip } from "./due-chip.tsx";
export { OverLimit } from "./over-limit.tsx";
