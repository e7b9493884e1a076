import type { Engine } from "#lib/engines/engine.ts";
import { DomainError } from "#lib/errors.ts";
import type { Logger } from "#lib/logger.ts";
import type { HeldRuns } from "#lib/task-runs/held/held-runs.ts";
import type { RunFigures } from "#lib/task-runs/history/figures.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import { type Figures, readFigures } from "#lib/tasks/figures.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { TaskServices } from "#lib/tasks/services.ts";
import type { Answer, PreviewContext } from "#lib/tasks/task.ts";
import { type TaskView, viewTasks } from "#lib/tasks/views.ts";
import type { Runs } from "./runs.ts";
import { createTaskClients, type TaskClients } from "./task-clients.ts";

type Previewed<Preview extends Answer> = Pick<StoredTask, "name"> & {
  readonly preview?: { readonly run: (payload: unknown, context: PreviewContext) => Promise<Preview> };
};

/** Tasks: a typed client for each, and the requests of operators for a task by its name. */
export interface Tasks extends TaskClients {
  readonly names: readonly string[];
  /** Every task with its schedule, latest run and backlog. */
  list(now: Date): Promise<TaskView[]>;
  view(task: StoredTask, now: Date): Promise<TaskView>;
  /** Recent figures of all tasks. */
  figures(now: Date): Promise<Figures>;
  /**
   * For names from outside: routes, the command line. @throws {DomainError} `not-found`, listing the names there are
   */
  byName(name: string): StoredTask;
  /** The task's title; its name where the task no longer exists. */
  titleOf(name: string): string;
  /**
   * Previews a run with this payload, as of now. Changes nothing. People's titles are left out unless asked for.
   * @throws {DomainError} `not-found` for a task without a preview, `invalid` for a payload that breaks its schema
   */
  preview<Preview extends Answer>(
    task: Previewed<Preview>,
    payload: unknown,
    now: Date,
    options?: { readonly showsTitles: boolean },
  ): Promise<Preview>;
}

export function createTasks(parts: {
  readonly catalog: TaskCatalog;
  readonly runs: Runs;
  readonly queries: RunQueries;
  readonly figures: RunFigures;
  readonly held: HeldRuns;
  readonly engine: Pick<Engine, "name">;
  readonly schedules: ScheduleStore;
  readonly services: TaskServices;
  readonly graceMs: number;
  readonly logger: Logger;
}): Tasks {
  const { catalog, runs, services } = parts;
  return {
    ...createTaskClients(runs),

    names: catalog.all.map(({ name }) => name),

    list: (now) => viewTasks(parts, now),

    figures: (now) =>
      readFigures(
        { ...parts, engine: parts.engine.name },
        catalog.all.map(({ name }) => name),
        now,
      ),

    byName: catalog.get,

    async view(task, now) {
      const view = (await viewTasks(parts, now)).find((each) => each.name === task.name);
      if (!view) throw new DomainError("not-found", `There is no task "${task.name}".`);
      return view;
    },

    titleOf: (name) => catalog.all.find((task) => task.name === name)?.title ?? name,

    async preview(task, payload, now, { showsTitles } = { showsTitles: false }) {
      if (!task.preview) throw new DomainError("not-found", `${task.name} has no preview.`);
      return task.preview.run(payload, { services, now, showsTitles });
    },
  };
}
