/**
 * Moves the focus from a row that is about to leave its list to the next one there, also in the next group (else the one before,
 * else the filter), so that whoever uses the keyboard goes on where they were.
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

/** Where the focus goes when what had it, above the list, is gone: the first todo, else the filter. */
export function focusFirstTodo(): void {
  const first = document.querySelector<HTMLElement>('[data-todo] input[type="checkbox"]:enabled');
  (first ?? filterInUse())?.focus();
}

/** Where the focus goes when there is no todo to have it: no field, in which keys would mean something else. */
export function filterInUse(): HTMLElement | null {
  return document.querySelector<HTMLElement>('nav[aria-label="Filter"] [aria-current]');
}
