import { selectedIds, subscribeToSelection } from "./selection.ts";

/**
 * Marks the rows of selected todos, also those that are drawn again. Rows know nothing of it: selecting isn't part of
 * the first load. @returns a function that stops this.
 */
export function markRows(container: HTMLElement): () => void {
  const mark = () => {
    const ids = selectedIds();
    for (const row of container.querySelectorAll<HTMLElement>("[data-todo]")) {
      const isSelected = ids.has(row.dataset.todo ?? "");
      if (row.hasAttribute("data-selected") === isSelected) continue;
      row.toggleAttribute("data-selected", isSelected);
      const checkbox = row.querySelector('[type="checkbox"]');
      if (isSelected) checkbox?.setAttribute("aria-description", "Selected");
      else checkbox?.removeAttribute("aria-description");
    }
  };
  const observer = new MutationObserver(() => selectedIds().size > 0 && mark());
  observer.observe(container, { childList: true, subtree: true });
  const unsubscribe = subscribeToSelection(mark);
  return () => {
    observer.disconnect();
    unsubscribe();
  };
}
