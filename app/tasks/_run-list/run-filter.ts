import type { RunStatus } from "#lib/task-runs/schemas.ts";
import { shownStatuses } from "../_run/run-statuses.ts";

/** Which runs are shown, as the URL says it: `/tasks?task=…&status=failed`. Null means all. */
export interface RunFilter {
  readonly task: string | null;
  readonly status: RunStatus | null;
}

/** Reads a filter from the URL's parameters. What isn't known means "all". */
export function parseRunFilter(
  parameters: { get(name: string): string | null },
  taskNames: readonly string[],
): RunFilter {
  const task = parameters.get("task");
  const status = parameters.get("status");
  return {
    task: taskNames.find((name) => name === task) ?? null,
    status: shownStatuses.find((each) => each === status) ?? null,
  };
}

/** The address of the console with a filter. */
export function runFilterPath({ task, status }: RunFilter): string {
  const parameters = new URLSearchParams({ ...(task !== null && { task }), ...(status !== null && { status }) });
  return parameters.size === 0 ? "/tasks" : `/tasks?${parameters}`;
}
