import { type Env, EnvironmentError } from "#lib/env.ts";
import type { StoredTask } from "./registry.ts";

/**
 * The environment variable that changes a task's schedule or turns it off: `TODO_CLEANUP_SCHEDULE` for `todo/cleanup`.
 */
export function scheduleVariable({ name }: Pick<StoredTask, "name">): string {
  return `${name.replace(/[/-]/g, "_").toUpperCase()}_SCHEDULE`;
}

/**
 * Refuses a variable of a schedule that no task has: a mistyped one would leave the task's own schedule in force.
 * @throws {EnvironmentError} naming the variables that there are
 */
export function refuseUnknownSchedules({ schedules }: Pick<Env, "schedules">, tasks: readonly StoredTask[]): void {
  const known = tasks.filter(({ schedule }) => schedule !== undefined).map(scheduleVariable);
  const unknown = Object.keys(schedules).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new EnvironmentError(
    unknown.map((name) => `${name}: no task has this schedule; use one of ${known.join(", ")}`),
  );
}
