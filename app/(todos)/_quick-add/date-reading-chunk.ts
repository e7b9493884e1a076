/** The code that finds due dates in a text and shows them, in one chunk: loaded when somebody types. */
export { loadDueFinder } from "./date-reading.ts";
export { DueChip } from "./due-chip.tsx";
