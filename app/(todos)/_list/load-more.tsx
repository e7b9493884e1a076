"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { announce } from "#app/_feedback/live-region.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { LoadedList } from "./use-todo-list.ts";

/** Fetches more when the end of the list is a few screens below the window, so that nobody waits there. */
const lookAhead = "2000px";

/** The end of a list with more pages: fetches the next one before it is reached, or when the button is pressed. */
export function LoadMore({ list }: { readonly list: LoadedList }) {
  const end = useRef<HTMLDivElement>(null);
  const fetchMore = useEffectEvent(() => {
    if (!list.isLoadingMore && !list.hasFailedLoadingMore) list.loadMore();
  });
  const count = list.todos.length;
  const isWaiting = list.hasMore && !list.isLoadingMore;
  // A new observer for each page: an element that stays in view is reported only once.
  useEffect(() => {
    if (end.current === null || !isWaiting) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) fetchMore();
      },
      { rootMargin: lookAhead },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isWaiting]);

  const asked = useRef<number | null>(null);
  const ask = () => {
    asked.current = count;
    list.loadMore();
  };
  useEffect(() => {
    if (asked.current === null || list.isLoadingMore) return;
    if (count > asked.current) announce(`Loaded ${count - asked.current} more todos.`);
    asked.current = null;
  }, [count, list.isLoadingMore]);

  if (!list.hasMore) return null;
  return (
    <div ref={end} className="mt-3 grid justify-items-center gap-3">
      <p className="hidden text-sm print:block">
        The list goes on, but the rest was not loaded. Scroll to its end, then print again.
      </p>
      {list.hasFailedLoadingMore && <Alert>Couldn’t load more. Check your connection and try again.</Alert>}
      <Button pending={list.isLoadingMore} onClick={ask}>
        {list.isLoadingMore ? "Loading…" : "Load more"}
      </Button>
    </div>
  );
}
