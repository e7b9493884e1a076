import { filterInUse } from "./focus-neighbour.ts";
import type { RowKey } from "./row-keys.ts";

const rows = () => [...document.querySelectorAll<HTMLElement>("[data-todo]")];
const checkboxOf = (row: Element | undefined) => row?.querySelector<HTMLElement>('input[type="checkbox"]:enabled');

/** The control of a row that one of its keys presses. */
export function controlOf(row: Element, key: string): HTMLElement | null {
  return row.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(key)}"]`);
}

/** The row that has the focus, anywhere in it. */
export function currentRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-todo]") ?? null;
}

/** Moves the focus up or down by a row; from elsewhere to the first or last one. */
export function moveFocus(step: 1 | -1): void {
  const all = rows();
  const current = currentRow();
  let place = current === null ? (step === 1 ? -1 : all.length) : all.indexOf(current);
  let checkbox: HTMLElement | null | undefined;
  while (!checkbox) {
    const [from, to] = [all[place], all[place + step]];
    if (to === undefined || (from !== undefined && !areNeighbours(from, to, step))) return;
    checkbox = checkboxOf(to);
    place += step;
  }
  checkbox.focus();
}

/**
 * Whether no row is left out between two that follow each other on the page, as may be in a long list: those around the focused
 * one are drawn with the next frame, and the next press of the key finds them.
 */
function areNeighbours(from: HTMLElement, to: HTMLElement, step: 1 | -1): boolean {
  const [upper, lower] = step === 1 ? [from, to] : [to, from];
  const list = upper.closest<HTMLElement>("[data-count]");
  const [above, below] = [Number(upper.dataset.index), Number(lower.dataset.index)];
  if (list?.contains(lower)) return below - above === 1;
  return above === Number(list?.dataset.count) - 1 && below === 0;
}

/** Presses what belongs to a key in the row that has the focus. @returns false when no row has it. */
export function pressInRow(key: RowKey): boolean {
  const row = currentRow();
  if (row === null) return false;
  const control = controlOf(row, key);
  if (key !== "d" || control?.ariaExpanded !== "true") control?.click();
  if (key === "d") requestAnimationFrame(() => focusDue(row));
  return true;
}

/** The details have been opened by now, or take the focus when they come. */
function focusDue(row: HTMLElement): void {
  const field = row.querySelector<HTMLElement>('input[type="date"]');
  if (field === null) row.dataset.awaited = "due";
  else field.focus();
}

/** Takes the focus if a key has asked for it before the field was there. */
export function takeAwaitedFocus(field: HTMLElement | null): void {
  const row = field?.closest<HTMLElement>("[data-awaited]");
  if (!row) return;
  delete row.dataset.awaited;
  field?.focus();
}

interface LastFocus {
  readonly element: HTMLElement;
  readonly todoId: string;
  readonly index: number;
  readonly key: string | undefined;
}

/**
 * Gives the focus back when the control that had it is taken away by a change: to the same todo where it is now, else to the
 * row that took its place. Leaves alone who has put the focus elsewhere. @returns what ends the watch.
 */
export function keepFocus(container: HTMLElement): () => void {
  let last: LastFocus | null = null;
  const onFocusIn = ({ target }: FocusEvent) => {
    const row = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-todo]") : null;
    if (!(target instanceof HTMLElement) || row === null) last = null;
    else {
      const key = target.closest("form") === null ? target.dataset.shortcut : "d";
      last = { element: target, todoId: row.dataset.todo ?? "", index: rows().indexOf(row), key };
    }
  };
  const onFocusOut = ({ target }: FocusEvent) =>
    queueMicrotask(() => {
      // What is still there was left by choice; what is gone took the focus with it.
      if (last?.element === target && last?.element.isConnected && document.activeElement !== target) last = null;
    });
  const giveBack = () => {
    if (last === null || last.element.isConnected || document.activeElement !== document.body) return;
    const { todoId, index, key } = last;
    const all = rows();
    const same = all.find((row) => row.dataset.todo === todoId);
    const row = same ?? all[Math.min(index, all.length - 1)];
    const control = row === undefined || key === undefined ? null : controlOf(row, key);
    (control ?? checkboxOf(row) ?? filterInUse())?.focus();
  };

  const observer = new MutationObserver(giveBack);
  observer.observe(container, { childList: true, subtree: true });
  container.addEventListener("focusin", onFocusIn);
  container.addEventListener("focusout", onFocusOut);
  return () => {
    observer.disconnect();
    container.removeEventListener("focusin", onFocusIn);
    container.removeEventListener("focusout", onFocusOut);
  };
}
