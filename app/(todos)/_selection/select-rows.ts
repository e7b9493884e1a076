import { select, selectedIds } from "./selection.ts";

/** The start of the next Shift-click: the todo that was selected or clicked last. */
let start: string | null = null;

/** Whether each click on a row selects it: since somebody chose to select, until nothing is selected. */
let isChosen = false;

export const selectsByClick = (): boolean => isChosen && selectedIds().size > 0;

/** Selects a todo, and from then on each one that is clicked. For people who cannot press long or hold Shift. */
export function startSelecting(id: string): void {
  isChosen = true;
  start = id;
  select(selectedIds().union(new Set([id])));
}

/** Selects a todo, or deselects it. */
export function toggleSelected(id: string): void {
  start = id;
  select(selectedIds().symmetricDifference(new Set([id])));
}

/**
 * Selects a todo and all between it and the one before. If that is gone, only the todo.
 * @param order the ids of the shown todos, as the page has them.
 */
export function selectThrough(id: string, order: readonly string[]): void {
  const [from = -1, to = -1] = [order.indexOf(start ?? id), order.indexOf(id)].sort((a, b) => a - b);
  const range = from === -1 ? [id] : order.slice(from, to + 1);
  start = id;
  select(selectedIds().union(new Set(range)));
}

/** Deselects all todos but these. */
export function keepSelected(ids: ReadonlySet<string>): void {
  if (!selectedIds().isSubsetOf(ids)) select(selectedIds().intersection(ids));
}

export function clearSelection(): void {
  start = null;
  isChosen = false;
  if (selectedIds().size > 0) select(new Set());
}
