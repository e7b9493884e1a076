"use client";

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import type { Todo } from "#lib/todo-service/schemas.ts";
import type { RowFrame } from "../../_row/row-frame.ts";
import { onReveal } from "./reveal-row.ts";
import { everyRowOf, type RowWindow, rowWindowOf, withHeldRows } from "./row-window.ts";

export interface RowWindowTrackerProps {
  readonly list: RefObject<HTMLElement | null>;
  readonly todos: readonly Todo[];
  readonly onChange: (window: RowWindow) => void;
}

/** Rows above and below the window that are drawn too: Page Down finds them there. */
const overscan = 12;

/** Follows the scrolling and reports which rows of a list to draw. Renders nothing itself, so that rows survive it. */
export function RowWindowTracker({ list, todos, onChange }: RowWindowTrackerProps) {
  const placeOf = useMemo(() => new Map(todos.map(({ id }, index) => [id, index])), [todos]);
  const top = useTopOf(list);
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: todos.length,
    getItemKey: useCallback((index: number) => todos[index]?.id ?? index, [todos]),
    estimateSize: useCallback((index: number) => estimatedHeight(todos[index]) + (index > 0 ? 1 : 0), [todos]),
    rangeExtractor: useCallback(
      (range: Range) => withHeldRows(defaultRangeExtractor(range), list.current, placeOf),
      [list, placeOf],
    ),
    overscan,
    scrollMargin: top,
  });

  const scrollTo = useEffectEvent((todoId: string) => {
    const place = placeOf.get(todoId);
    if (place !== undefined) virtualizer.scrollToIndex(place, { align: "auto" });
  });
  useEffect(() => onReveal((todoId) => scrollTo(todoId)), []);

  const [isMeasured, setMeasured] = useState(false);
  useLayoutEffect(() => {
    // Measures the rows that are already drawn, without moving the page. From then on a row's real height may scroll
    // it.
    virtualizer.shouldAdjustScrollPositionOnItemSizeChange = () => false;
    for (const row of list.current?.querySelectorAll<HTMLElement>("[data-todo]") ?? []) {
      virtualizer.resizeItem(Number(row.dataset.index), row.offsetHeight);
    }
    virtualizer.shouldAdjustScrollPositionOnItemSizeChange = undefined;
    setMeasured(true);
  }, [virtualizer, list]);

  const frame = useMemo<RowFrame>(
    () => ({ measure: virtualizer.measureElement, isScrolling: () => virtualizer.isScrolling }),
    [virtualizer],
  );
  const isPrinting = useIsPrinting();
  const items = virtualizer.getVirtualItems();
  const total = virtualizer.getTotalSize();
  useLayoutEffect(() => {
    if (!isMeasured || items.length === 0) return;
    if (isPrinting) return onChange({ ...everyRowOf(todos.length), frame });
    const fromTop = items.map(({ index, start, end }) => ({ index, start: start - top, end: end - top }));
    onChange({ ...rowWindowOf(fromTop, total), frame });
  }, [isMeasured, isPrinting, items, total, todos, top, frame, onChange]);
  return null;
}

/** The top of a list on the page, in pixels. Follows changes above the list. */
function useTopOf(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  const measure = useCallback(() => {
    if (list.current !== null) setTop(Math.round(list.current.getBoundingClientRect().top + window.scrollY));
  }, [list]);
  useLayoutEffect(measure);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [measure]);
  return top;
}

/** Whether the page is being printed. The browser prints what is drawn when the event ends. */
function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    window.addEventListener("beforeprint", () => flushSync(() => setPrinting(true)), listening);
    window.addEventListener("afterprint", () => setPrinting(false), listening);
    return () => listening.abort();
  }, []);
  return isPrinting;
}

/** In pixels, for rows that haven't been measured: one line, or two with metadata below. Without the border. */
function estimatedHeight(todo: Todo | undefined): number {
  const hasMeta = todo !== undefined && (todo.dueOn !== null || todo.notes !== "" || todo.pinned);
  return todo?.completedAt === null && hasMeta ? 74 : 52;
}
