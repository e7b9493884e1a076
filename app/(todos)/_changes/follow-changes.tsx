"use client";

import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { tabs } from "#app/_client/tabs.ts";
import { type TodoPages, todoKeys } from "../_queries/todo-queries.ts";
import { trashKeys } from "../trash/trash-queries.ts";
import { changesOptions } from "./changes-query.ts";
import { foreignChanges } from "./foreign-changes.ts";
import { pollInterval } from "./poll-interval.ts";

/**
 * Fetches todos again that other tabs and devices have changed: at once for a tab of this browser and when the page
 * gets the focus, else within seconds. A hidden page asks nothing, an idle one rarely, see `pollInterval`.
 */
export function FollowChanges() {
  const client = useQueryClient();
  const usedAt = useRef(Date.now());
  const { data, refetch } = useQuery({
    ...changesOptions(),
    // Offline it waits for the network instead of failing every few seconds.
    networkMode: "online",
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state }) => pollInterval(state.status === "error" ? longIdle : Date.now() - usedAt.current),
  });

  const seen = useRef(data);
  useEffect(() => {
    const before = seen.current;
    seen.current = data;
    if (before === undefined || data === undefined || before === data) return;
    const { inLists, inTrash } = foreignChanges(before, data, loadedTodos(client));
    if (inLists) void client.invalidateQueries({ queryKey: todoKeys.all });
    if (inTrash) void client.invalidateQueries({ queryKey: trashKeys.all });
    if (inLists || inTrash) usedAt.current = Date.now();
  }, [client, data]);

  useEffect(() => {
    const ask = () => void refetch();
    const use = () => {
      const wasIdle = pollInterval(Date.now() - usedAt.current) > pollInterval(0);
      usedAt.current = Date.now();
      if (wasIdle) ask();
    };
    tabs?.addEventListener("message", ask);
    window.addEventListener("focus", ask);
    for (const event of uses) document.addEventListener(event, use, { passive: true });
    return () => {
      tabs?.removeEventListener("message", ask);
      window.removeEventListener("focus", ask);
      for (const event of uses) document.removeEventListener(event, use);
    };
  }, [refetch]);

  return null;
}

const uses = ["keydown", "pointerdown", "scroll"] as const;
const longIdle = Number.POSITIVE_INFINITY;

function loadedTodos(client: QueryClient) {
  const lists = client.getQueriesData<TodoPages>({ queryKey: todoKeys.lists });
  const todos = lists.flatMap(([, list]) => list?.pages ?? []).flatMap(({ items }) => items);
  return new Map(todos.map((todo) => [todo.id, todo]));
}
