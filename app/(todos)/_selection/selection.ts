/** The ids of the selected todos. One selection in a tab, since it has one list. */
let ids: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

export const selectedIds = (): ReadonlySet<string> => ids;

export function select(next: ReadonlySet<string>): void {
  ids = next;
  for (const listener of listeners) listener();
}

export function subscribeToSelection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
