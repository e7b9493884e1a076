/** What quick add and the field of a title need once somebody types, in one chunk. */
export { loadDueFinder } from "./date-reading.ts";
export { DueChip } from "./due-chip.tsx";
export { OverLimit } from "./over-limit.tsx";
