import { z } from "zod";
import type { App } from "#lib/composition/create-app.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";

const word = z.string().regex(/^[a-z-]+$/, "use a task's name: domain/action");

/** A task's name as two path segments. */
export const taskParams = z.strictObject({ domain: word, action: word });

/** @throws {DomainError} `not-found` */
export function taskOf(app: App, { domain, action }: z.output<typeof taskParams>): StoredTask {
  return app.tasks.byName(`${domain}/${action}`);
}
