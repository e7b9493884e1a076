/**
 * Moves the focus from a row that is about to disappear to the next row of its list, else to the previous one, else to
 * the filter: keyboard users go on where they were.
 */
export function focusNeighbour(within: Element): void {
  const row = within.closest("[data-todo]");
  const rows = [...(row?.closest("[data-list]")?.querySelectorAll("[data-todo]") ?? [])];
  const index = row === null ? -1 : rows.indexOf(row);
  const neighbour = rows[index + 1] ?? rows[index - 1];
  const target =
    neighbour?.querySelector<HTMLElement>('input[type="checkbox"]:enabled, button:enabled') ?? filterInUse();
  target?.focus({ preventScroll: true });
}

/** Moves the focus to the first todo, else to the filter: for controls above the list that disappear. */
export function focusFirstTodo(): void {
  const first = document.querySelector<HTMLElement>('[data-todo] input[type="checkbox"]:enabled');
  (first ?? filterInUse())?.focus();
}

/** The current filter link, which gets the focus when no todo can. Not a field, where keys would be text. */
export function filterInUse(): HTMLElement | null {
  return document.querySelector<HTMLElement>('nav[aria-label="Filter"] [aria-current]');
}
