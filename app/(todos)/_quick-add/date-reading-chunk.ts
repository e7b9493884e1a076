/** What understands due dates among words and what shows them, in one piece: loaded when somebody types. */
export { loadDueFinder } from "./date-reading.ts";
export { DueChip } from "./due-chip.tsx";
