import { searchMaxLength } from "#lib/todo-service/limits.ts";
import type { TodoStatus } from "#lib/todo-service/todos/list-options.ts";
import type { ListStatus } from "../../_queries/todo-queries.ts";

/** The filter in the list's URL: `/?status=completed&q=milk`. */
export interface TodoFilter {
  readonly status: TodoStatus;
  readonly q: string;
}

/** Reads a filter from the URL's parameters. Invalid values mean "all". */
export function parseTodoFilter(parameters: { get(name: string): string | null }): TodoFilter {
  const status = parameters.get("status");
  return {
    status: status === "open" || status === "completed" ? status : "all",
    q: (parameters.get("q") ?? "").trim().replaceAll("\0", "").slice(0, searchMaxLength),
  };
}

/** The URL path of the list with a filter. */
export function todoFilterPath({ status, q }: TodoFilter): string {
  const parameters = new URLSearchParams();
  if (status !== "all") parameters.set("status", status);
  if (q !== "") parameters.set("q", q);
  return parameters.size === 0 ? "/" : `/?${parameters}`;
}

/** The lists that a filter shows ("all" shows both), in the order of the page. */
export function shownLists({ status }: TodoFilter): readonly ListStatus[] {
  return status === "all" ? ["open", "completed"] : [status];
}
