import { asKeyTarget, takesText } from "#app/_ui/page-keys.ts";
import { filterInUse } from "./focus-neighbour.ts";
import type { RowKey } from "./row-keys.ts";

const rows = () => [...document.querySelectorAll<HTMLElement>("[data-todo]")];
const checkboxOf = (row: Element | undefined) => row?.querySelector<HTMLElement>('input[type="checkbox"]:enabled');

/** The control in a row that belongs to a key. */
export function controlOf(row: Element, key: string): HTMLElement | null {
  return row.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(key)}"]`);
}

/** Moves the focus to the row of a todo. */
export function focusRowOf(todoId: string | undefined): void {
  checkboxOf(rows().find(({ dataset }) => dataset.todo === todoId))?.focus({ preventScroll: true });
}

/**
 * Moves the focus to a row whose todo isn't among these: the next one after the row with the focus, or after the first
 * of these, else the one before, else to the filter.
 */
export function focusOtherThan(todoIds: ReadonlySet<string>): void {
  const all = rows();
  const isGone = ({ dataset }: HTMLElement) => todoIds.has(dataset.todo ?? "");
  const current = currentRow();
  const from = Math.max(0, current === null ? all.findIndex(isGone) : all.indexOf(current));
  const others = [...all.slice(from), ...all.slice(0, from).reverse()];
  const other = others.find((row) => !isGone(row));
  (checkboxOf(other) ?? filterInUse())?.focus({ preventScroll: true });
}

/** The row that contains the focus. */
export function currentRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-todo]") ?? null;
}

/** Moves the focus to the next or previous row; from elsewhere to the first or last one. */
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
 * Whether two consecutive rows on the page are also consecutive in the list. In a long list some between them may not
 * be drawn: those around the focused row are drawn in the next frame, and the next key press finds them.
 */
function areNeighbours(from: HTMLElement, to: HTMLElement, step: 1 | -1): boolean {
  const [upper, lower] = step === 1 ? [from, to] : [to, from];
  const list = upper.closest<HTMLElement>("[data-count]");
  const [above, below] = [Number(upper.dataset.index), Number(lower.dataset.index)];
  if (list?.contains(lower)) return below - above === 1;
  return above === Number(list?.dataset.count) - 1 && below === 0;
}

/** Clicks the control for a key in a row. That of the details gets the focus: they follow it. */
export function pressInRow(row: HTMLElement, key: RowKey): void {
  const control = controlOf(row, key);
  if (key === "o") control?.focus();
  control?.click();
}

/** Moves the focus from a form of a row that closes to the control that opens it. */
export function giveToRow(form: HTMLElement): void {
  const row = form.closest("[data-todo]");
  if (row !== null && form.contains(document.activeElement)) controlOf(row, "o")?.focus();
}

interface LastFocus {
  readonly element: HTMLElement;
  readonly row: HTMLElement;
  readonly todoId: string;
  readonly index: number;
  readonly key: string | undefined;
}

/**
 * Restores the focus when a change removes the focused control: to the same todo in its new place, else to the row that
 * took its place. Does nothing if the focus was moved elsewhere.
 * @param onFieldGone called instead for a field that is gone with its row: what somebody types on is not for a row.
 * @returns a function that stops this.
 */
export function keepFocus(container: HTMLElement, onFieldGone: () => void): () => void {
  let last: LastFocus | null = null;
  const onFocusIn = ({ target }: FocusEvent) => {
    const row = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-todo]") : null;
    if (!(target instanceof HTMLElement) || row === null) last = null;
    else {
      const key = target.closest("form") === null ? target.dataset.shortcut : "o";
      last = { element: target, row, todoId: row.dataset.todo ?? "", index: rows().indexOf(row), key };
    }
  };
  const onFocusOut = ({ target }: FocusEvent) =>
    queueMicrotask(() => {
      // A control that is still there was left on purpose; one that is gone took the focus with it.
      if (last?.element === target && last?.element.isConnected && document.activeElement !== target) last = null;
    });
  const giveBack = () => {
    if (last === null || last.element.isConnected || document.activeElement !== document.body) return;
    const { element, row: before, todoId, index, key } = last;
    if (takesText(asKeyTarget(element)) && !before.isConnected) {
      last = null;
      return onFieldGone();
    }
    const all = rows();
    const same = all.find((row) => row.dataset.todo === todoId);
    const row = same ?? all[Math.min(index, all.length - 1)];
    const control = row === undefined || key === undefined ? null : controlOf(row, key);
    // A control that a narrow screen hides takes no focus.
    const visible = control?.checkVisibility() === true ? control : null;
    (visible ?? checkboxOf(row) ?? filterInUse())?.focus();
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
