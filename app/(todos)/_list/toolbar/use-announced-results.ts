"use client";

import { useEffect, useRef } from "react";
import { announce } from "#app/_feedback/live-region.tsx";
import { todosText } from "../../format-count.ts";

/** The pause after a search, in ms, before its results are announced. Whoever types on hears only of the last one. */
const pauseMs = 1_000;

export interface Results {
  /** The words of the search. */
  readonly q: string;
  /** The number of todos that are loaded. Null while the server is still searching. */
  readonly count: number | null;
  readonly hasMore: boolean;
  /** What else the list depends on. */
  readonly filter?: string;
}

/** Announces what another search or filter finds. Says nothing of what the page opens with. */
export function useAnnouncedResults({ q, count, hasMore, filter = "" }: Results): void {
  const search = `${filter} ${q}`;
  const told = useRef(search);
  useEffect(() => {
    if (count === null || told.current === search) return;
    const timer = setTimeout(() => {
      told.current = search;
      announce(resultsText(q, count, hasMore));
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [q, search, count, hasMore]);
}

function resultsText(q: string, count: number, hasMore: boolean): string {
  if (hasMore) return `More than ${todosText(count)} found.`;
  if (count > 0) return `${todosText(count)} found.`;
  return q === "" ? "No todos found." : `Nothing matches “${q}”.`;
}
