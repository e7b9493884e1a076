"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { parseTodoFilter, type TodoFilter, todoFilterPath } from "./todo-filter.ts";

export interface FilterState {
  readonly filter: TodoFilter;
  /** Changes the URL without a request to the server. `replace` adds no history entry, e.g. while typing. */
  setFilter(filter: TodoFilter, how: "push" | "replace"): void;
}

/** The list's filter, stored in the URL: it survives a reload, can be linked to, and Back undoes it. */
export function useTodoFilter(): FilterState {
  const parameters = useSearchParams();
  return useMemo(
    () => ({
      filter: parseTodoFilter(parameters),
      setFilter(filter, how) {
        const path = todoFilterPath(filter);
        if (how === "push") window.history.pushState(null, "", path);
        else window.history.replaceState(null, "", path);
      },
    }),
    [parameters],
  );
}
