"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { parseTodoFilter } from "../_list/toolbar/todo-filter.ts";

/** The search of the trash, stored in the URL: it survives a reload, and can be linked to. */
export function useTrashSearch(): { readonly q: string; search(q: string): void } {
  const { q } = parseTodoFilter(useSearchParams());
  const search = useCallback((words: string) => {
    window.history.replaceState(null, "", words === "" ? "/trash" : `/trash?${new URLSearchParams({ q: words })}`);
  }, []);
  return { q, search };
}
