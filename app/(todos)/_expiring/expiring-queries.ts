import { queryOptions } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import type { ExpiringTodos } from "#lib/todo-service/retention/expiring-schemas.ts";
import type { Command } from "../_outbox/command.ts";
import { todoKeys } from "../_queries/todo-queries.ts";

const refetchMs = 5 * 60_000;

/** How many todos expire within a day, loaded or not. The server fills this query before it sends the page. */
export function expiringOptions() {
  return queryOptions({
    queryKey: todoKeys.expiring,
    queryFn: ({ signal }) => api("GET /api/todos/expiring", { signal }),
    refetchInterval: refetchMs,
  });
}

/** How many todos expire soon: none once somebody has pinned or trashed those that were counted. */
export function shownExpiring(expiring: ExpiringTodos, pending: readonly Command[]): ExpiringTodos {
  const isAnswered = pending.some(({ kind }) => kind === "pin-expiring" || kind === "trash-expiring");
  return isAnswered ? { ...expiring, count: 0, firstExpiresAt: null, lastExpiresAt: null } : expiring;
}
