"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useHydrated } from "#app/_time/clock.tsx";
import { todosOf } from "../_queries/todo-pages.ts";
import { todoListOptions } from "../_queries/todo-queries.ts";
import { countText } from "../format-count.ts";
import { badgedIcon, titleWithCount } from "./count-badge.ts";

/** Says in the tab how many todos are open, whatever the page shows; follows the list's cache, so at once. */
export function OpenCount({ title }: { readonly title: string }) {
  const { data, hasNextPage } = useInfiniteQuery(todoListOptions({ status: "open", q: "" }));
  const isHydrated = useHydrated();
  const count = todosOf(data, "open").length;
  useTitle(title, titleWithCount(title, countText(count, hasNextPage)));
  // Of several icons browsers take the last: one that comes after hydration goes to the end of the head.
  return isHydrated && count > 0 ? <link rel="icon" type="image/svg+xml" sizes="any" href={badgedIcon(count)} /> : null;
}

/** Puts a title in the place of the page's own, while that is there. */
function useTitle(own: string, wanted: string): void {
  useEffect(() => {
    if (wanted === own) return;
    const replace = () => {
      if (document.title === own) document.title = wanted;
    };
    replace();
    // The page's own title may come later than the page, and comes again with each refresh.
    const observer = new MutationObserver(replace);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      // Another page has set its own by now.
      if (document.title === wanted) document.title = own;
    };
  }, [own, wanted]);
}
