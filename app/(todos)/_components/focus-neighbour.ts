import { quickAddId } from "./quick-add.tsx";

/**
 * Moves the focus from a row that is about to leave its list to the next one (else the one before, else the quick add),
 * so that whoever uses the keyboard goes on where they were.
 */
export function focusNeighbour(within: Element): void {
  const row = within.closest("li");
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const target =
    neighbour?.querySelector<HTMLElement>('input[type="checkbox"]:enabled, button:enabled') ??
    document.getElementById(quickAddId);
  target?.focus({ preventScroll: true });
}

/** Where the focus goes when what had it, above the list, is gone: the first todo, else the quick add. */
export function focusFirstTodo(): void {
  const first = document.querySelector<HTMLElement>('[data-todo] input[type="checkbox"]:enabled');
  (first ?? document.getElementById(quickAddId))?.focus();
}
