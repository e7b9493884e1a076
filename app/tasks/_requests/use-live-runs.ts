"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { pulseOptions, taskKeys } from "./task-queries.ts";

/** Keeps lists of tasks and runs up to date: reads them again when the pulse says that something happened. */
export function useLiveRuns(): void {
  const client = useQueryClient();
  const { data: pulse } = useQuery(pulseOptions());
  const seen = useRef<string | undefined>(undefined);
  const state = pulse?.state;
  useEffect(() => {
    if (state === undefined || state === seen.current) return;
    const isFirst = seen.current === undefined;
    seen.current = state;
    if (isFirst) return;
    void client.invalidateQueries({
      queryKey: taskKeys.all,
      predicate: ({ queryKey: [, kind] }) => kind === "list" || kind === "runs" || kind === "run-count",
    });
  }, [client, state]);
}
