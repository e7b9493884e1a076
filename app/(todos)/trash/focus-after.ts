import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";

/**
 * Moves the focus from a control that disappears with these todos: to the first todo that stays after the first of
 * them, else to the last one before, else to the page.
 */
export function focusAfter(acted: readonly TrashedTodo[]): void {
  const gone = new Set(acted.map(({ id }) => id));
  const boxes = [...document.querySelectorAll<HTMLInputElement>("input[data-select]")];
  const isGone = ({ dataset }: HTMLInputElement) => gone.has(dataset.select ?? "");
  const from = Math.max(0, boxes.findIndex(isGone));
  const others = [...boxes.slice(from), ...boxes.slice(0, from).reverse()];
  const next = others.find((box) => !isGone(box));
  (next ?? document.getElementById("main"))?.focus();
}
