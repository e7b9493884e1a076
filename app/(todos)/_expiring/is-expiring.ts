import { dayMs } from "#lib/days.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";

/** Whether a todo is one of those that the server counted as of an instant. */
export function isExpiring({ expiresAt, updatedAt }: Pick<Todo, "expiresAt" | "updatedAt">, asOf: string): boolean {
  return (
    expiresAt !== null && Date.parse(expiresAt) <= Date.parse(asOf) + dayMs && Date.parse(updatedAt) <= Date.parse(asOf)
  );
}
