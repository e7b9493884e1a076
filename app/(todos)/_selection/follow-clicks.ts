import { selectsByClick, selectThrough, toggleSelected } from "./select-rows.ts";
import { selectedIds } from "./selection.ts";

/**
 * Selects by Shift-click, by tap once something is selected, and by any click once somebody chose to select. Such a
 * click does nothing else.
 * @param order the ids of the shown todos, as the page has them.
 * @returns a function that stops this.
 */
export function followClicks(order: () => readonly string[]): () => void {
  const listening = new AbortController();
  // Before the page's own listeners: a selecting click neither completes nor renames. On the document, hence after
  // `followTouches`, which takes the click at the end of a touch at the window.
  const options = { capture: true, signal: listening.signal };
  document.addEventListener(
    "click",
    (event) => {
      const id = todoAt(event.target);
      const isTap = event instanceof PointerEvent && event.pointerType === "touch" && selectedIds().size > 0;
      if (id === null || (!event.shiftKey && !isTap && !selectsByClick())) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey) selectThrough(id, order());
      else toggleSelected(id);
    },
    options,
  );
  document.addEventListener(
    "mousedown",
    (event) => {
      // Else the browser selects the text between the two clicks.
      if (event.shiftKey && todoAt(event.target) !== null) event.preventDefault();
    },
    options,
  );
  return () => listening.abort();
}

const ownClicks = 'form, dialog, a, input:not([type="checkbox"])';

/** The todo whose row is at a target; null in its details and in fields, where clicks have their own meaning. */
export function todoAt(target: EventTarget | null): string | null {
  if (!(target instanceof Element) || target.closest(ownClicks) !== null) return null;
  return target.closest<HTMLElement>("[data-todo]")?.dataset.todo ?? null;
}
