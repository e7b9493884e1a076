"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { parseTodoFilter, type TodoFilter, todoFilterPath } from "./todo-filter.ts";

export interface FilterState {
  readonly filter: TodoFilter;
  /** Changes the URL without a round trip; `replace` leaves no entry in the history, e.g. while typing. */
  setFilter(filter: TodoFilter, how: "push" | "replace"): void;
}

/** The filter of the list, kept in the URL: it survives a reload, can be linked to, and Back undoes it. */
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
