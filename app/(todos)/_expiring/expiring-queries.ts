import { queryOptions } from "@tanstack/react-query";
import { request } from "#app/_client/request.ts";
import type { LeavingTodos } from "#lib/todo-service/retention/expiring.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { todoKeys } from "../_edits/todo-queries.ts";

const dayMs = 86_400_000;
/** A day doesn't come nearer any faster than this needs to look. */
const lookAgainMs = 5 * 60_000;

/** How many todos leave within a day, whatever is loaded. The server fills the same query before the page is sent. */
export function leavingOptions() {
  return queryOptions({
    queryKey: todoKeys.leaving,
    queryFn: ({ signal }) => request<LeavingTodos>("/api/todos/expiring", { signal }),
    refetchInterval: lookAgainMs,
  });
}

/** Whether a todo is one of those that were counted as of an instant. Says the same as the server. */
export function isLeaving({ expiresAt, updatedAt }: Pick<Todo, "expiresAt" | "updatedAt">, asOf: string): boolean {
  return (
    expiresAt !== null && Date.parse(expiresAt) <= Date.parse(asOf) + dayMs && Date.parse(updatedAt) <= Date.parse(asOf)
  );
}
