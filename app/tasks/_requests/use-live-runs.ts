"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { pulseOptions, taskKeys } from "./task-queries.ts";

/** The keys of the console's queries that a change of any run may affect. */
const followed: ReadonlySet<string> = new Set(["list", "schedules", "alerts", "runs", "run-count", "run-details"]);

/** Keeps the console up to date: reads its data again when the pulse says that something happened. */
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
      predicate: ({ queryKey: [, kind] }) => typeof kind === "string" && followed.has(kind),
    });
  }, [client, state]);
}
