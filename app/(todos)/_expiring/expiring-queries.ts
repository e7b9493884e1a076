import { queryOptions } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import { dayMs } from "#lib/days.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
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

/** Whether a todo is one of those that the server counted as of an instant. */
export function isExpiring({ expiresAt, updatedAt }: Pick<Todo, "expiresAt" | "updatedAt">, asOf: string): boolean {
  return (
    expiresAt !== null && Date.parse(expiresAt) <= Date.parse(asOf) + dayMs && Date.parse(updatedAt) <= Date.parse(asOf)
  );
}
