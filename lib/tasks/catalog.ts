import { DomainError } from "#lib/errors.ts";
import type { StoredTask } from "./registry.ts";

/** The registered tasks by name, for names that come from outside: routes, the command line, stored runs. */
export interface TaskCatalog {
  readonly all: readonly StoredTask[];
  /** @throws {DomainError} `not-found`, listing the names there are */
  get(name: string): StoredTask;
}

export function createCatalog(registry: Readonly<Record<string, StoredTask>>): TaskCatalog {
  const all = Object.values(registry);
  const byName = new Map<string, StoredTask>(all.map((task) => [task.name, task]));
  return {
    all,
    get(name) {
      const task = byName.get(name);
      if (!task) {
        throw new DomainError(
          "not-found",
          `There is no task "${name}". The tasks are: ${[...byName.keys()].join(", ")}.`,
        );
      }
      return task;
    },
  };
}
