"use client";

import { useEffect } from "react";
import { useHydrated } from "#app/_ui/hydration/hydrated.ts";
import { countText } from "../format-count.ts";
import { badgedIcon, titleWithCount } from "./count-badge.ts";
import { useTodoList } from "./use-todo-list.ts";

/** Shows the number of open todos in the browser tab, whatever the page's filter. */
export function OpenCount({ title }: { readonly title: string }) {
  const { todos, hasMore } = useTodoList({ status: "open", q: "" }, true);
  const isHydrated = useHydrated();
  const count = todos.length;
  useTitle(title, titleWithCount(title, countText(count, hasMore)));
  // Browsers use the last of several icons: one that is rendered after hydration goes to the end of the head.
  return isHydrated && count > 0 ? <link rel="icon" type="image/svg+xml" sizes="any" href={badgedIcon(count)} /> : null;
}

/** Replaces the page's own title while it is set. */
function useTitle(own: string, title: string): void {
  useEffect(() => {
    if (title === own) return;
    const replace = () => {
      if (document.title === own) document.title = title;
    };
    replace();
    // The page's own title may be set after this runs, and again on each refresh.
    const observer = new MutationObserver(replace);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      // Unless another page has set its own by now.
      if (document.title === title) document.title = own;
    };
  }, [own, title]);
}
