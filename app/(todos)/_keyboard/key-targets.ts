/** The ids of the fields that keys focus. */
export const quickAddId = "quick-add";
export const searchFieldId = "search-todos";

/** Moves the focus to quick add. The page needn't scroll: the field comes to where it is scrolled to. */
export function focusQuickAdd(): void {
  document.getElementById(quickAddId)?.focus({ preventScroll: true });
}
