import { queryOptions } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import type { Command } from "../_outbox/command.ts";
import { todoKeys } from "../_queries/todo-queries.ts";

const refetchMs = 5 * 60_000;

/** Counts the todos that expire within a day, loaded or not. The server fills this query before it sends the page. */
export function expiringOptions() {
  return queryOptions({
    queryKey: todoKeys.expiring,
    queryFn: ({ signal }) => api("GET /api/todos/expiring", { signal }),
    refetchInterval: refetchMs,
  });
}

/** Whether somebody has pinned or trashed the expiring todos, and the server may not know it yet. */
export function hasAnswered(pending: readonly Command[]): boolean {
  return pending.some(({ kind }) => kind === "pin-expiring" || kind === "trash-expiring");
}
