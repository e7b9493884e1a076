import type { RowFrame } from "../../_row/row-frame.ts";

/** The rows of a long list that are drawn, and the space of the others. */
export interface RowWindow {
  readonly rows: readonly DrawnRow[];
  /** Pixels above the first row and below the last. */
  readonly above: number;
  readonly below: number;
  readonly frame: RowFrame;
}

export interface DrawnRow {
  readonly index: number;
  /** Pixels between this row and the previous drawn one: more than 0 where rows are left out. */
  readonly gap: number;
}

/**
 * The number of rows that stay drawn on each side of the focused one: the next key press finds its row however far the
 * page is scrolled.
 */
const reach = 8;

/**
 * Adds the rows that must stay drawn to those in view: removing one would lose its focus or input.
 * @param placeOf the index of a todo by its id.
 */
export function withHeldRows(
  inView: readonly number[],
  list: Element | null,
  placeOf: ReadonlyMap<string, number>,
): number[] {
  const drawn = new Set(inView);
  for (const row of list?.querySelectorAll<HTMLElement>("[data-todo]:focus-within, [data-todo][data-held]") ?? []) {
    const place = placeOf.get(row.dataset.todo ?? "");
    if (place === undefined) continue;
    for (let index = place - reach; index <= place + reach; index += 1) {
      if (index >= 0 && index < placeOf.size) drawn.add(index);
    }
  }
  return [...drawn].sort((a, b) => a - b);
}

/** All rows of a list, without space for others: for paper, which does not scroll. */
export function everyRowOf(count: number): Pick<RowWindow, "rows" | "above" | "below"> {
  return { rows: Array.from({ length: count }, (_, index) => ({ index, gap: 0 })), above: 0, below: 0 };
}

/** Lays out rows from their start and end, in pixels from the top of the list. */
export function rowWindowOf(
  items: readonly { readonly index: number; readonly start: number; readonly end: number }[],
  total: number,
): Pick<RowWindow, "rows" | "above" | "below"> {
  const first = items[0]?.start ?? 0;
  return {
    rows: items.map(({ index, start }, n) => ({ index, gap: n === 0 ? 0 : start - (items[n - 1]?.end ?? start) })),
    above: first,
    below: Math.max(0, total - (items.at(-1)?.end ?? 0)),
  };
}
