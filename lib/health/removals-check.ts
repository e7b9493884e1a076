import type { Run } from "#lib/task-runs/schemas.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import { NeedsConfirmation } from "#lib/tasks/errors.ts";
import type { Check } from "./check.ts";

export const removalTasks: readonly string[] = [todoCleanup.name, trashPurge.name];

/** Whether a cleanup or purge waits for an operator's word, since it would remove far more than usual. */
export function checkRemovals(latest: ReadonlyMap<string, Run>): Check {
  const waiting = removalTasks.filter((task) => {
    const error = latest.get(task)?.error;
    return error?.name === NeedsConfirmation.errorName;
  });
  if (waiting.length === 0) return { ok: true, detail: "No removal waits for your confirmation." };
  const names = waiting.join(", ");
  return {
    ok: false,
    detail: `${names} would remove far more than usual and waits for your confirmation: look at its last run.`,
  };
}
