"use client";

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import type { Todo } from "#lib/todo-service/schemas.ts";
import type { RowFrame } from "../../_row/row-frame.ts";
import { type RowWindow, rowWindowOf, withHeldRows } from "./row-window.ts";

export interface RowWindowTrackerProps {
  readonly list: RefObject<HTMLElement | null>;
  readonly todos: readonly Todo[];
  readonly onChange: (window: RowWindow) => void;
}

/** Rows above and below the window that are drawn too: a page down finds them there. */
const overscan = 12;

/** Follows the scrolling of the page and says which rows of a list to draw. Draws nothing itself, so that rows outlive it. */
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

  const [isMeasured, setMeasured] = useState(false);
  useLayoutEffect(() => {
    // What is there already is where it should be: only from now on does a row that turns out higher push the page.
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
  const items = virtualizer.getVirtualItems();
  const total = virtualizer.getTotalSize();
  useLayoutEffect(() => {
    if (!isMeasured || items.length === 0) return;
    const fromTop = items.map(({ index, start, end }) => ({ index, start: start - top, end: end - top }));
    onChange({ ...rowWindowOf(fromTop, total), frame });
  }, [isMeasured, items, total, top, frame, onChange]);
  return null;
}

/** Where a list begins on the page, whatever comes and goes above it. */
function useTopOf(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  const look = useCallback(() => {
    if (list.current !== null) setTop(Math.round(list.current.getBoundingClientRect().top + window.scrollY));
  }, [list]);
  useLayoutEffect(look);
  useEffect(() => {
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [look]);
  return top;
}

/** Until a row has been drawn: what most rows come to, in one line or with a second one below. The line between is added. */
function estimatedHeight(todo: Todo | undefined): number {
  const hasMeta = todo !== undefined && (todo.dueOn !== null || todo.notes !== "" || todo.pinned);
  return todo?.completedAt === null && hasMeta ? 74 : 52;
}
