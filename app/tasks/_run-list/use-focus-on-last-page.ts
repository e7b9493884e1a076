"use client";

import { useEffect, useRef } from "react";

interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
}

/**
 * Gives the focus of a button that loads more rows, and goes with the last page, to the first row of that page.
 * @returns `ref` for the element around the table; `onLoad`, to be called when the button is pressed
 */
export function useFocusOnLastPage({ hasNextPage, isFetchingNextPage }: Pages) {
  const ref = useRef<HTMLDivElement>(null);
  /** The rows that there were when the button was pressed. */
  const before = useRef<number | null>(null);
  useEffect(() => {
    const place = before.current;
    if (place === null || isFetchingNextPage) return;
    before.current = null;
    if (hasNextPage || document.activeElement !== document.body) return;
    const rows = rowsIn(ref.current);
    // New runs may have joined a fold, which is the last row then.
    rows[Math.min(place, rows.length - 1)]?.querySelector<HTMLElement>("a, button")?.focus();
  }, [hasNextPage, isFetchingNextPage]);
  return {
    ref,
    onLoad: () => {
      before.current = rowsIn(ref.current).length;
    },
  };
}

function rowsIn(table: HTMLElement | null): Element[] {
  return [...(table?.querySelectorAll("tbody tr") ?? [])];
}
