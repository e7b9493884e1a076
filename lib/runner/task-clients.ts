import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { type Registry, registry, type StoredTask } from "#lib/tasks/registry.ts";
import type { EnqueueManyOptions, EnqueueOptions } from "./dispatcher.ts";
import { RunFailed, RunTimeout } from "./run-errors.ts";
import type { Runs } from "./runs.ts";

/** A run whose result can be awaited. */
export interface RunHandle<Result> {
  readonly id: string;
  /** False when the idempotency key named an existing run. */
  readonly created: boolean;
  /** False while the engine is out of reach: the run is queued, and recovery dispatches it later. */
  readonly dispatched: boolean;
  /**
   * The typed result once the run is finished.
   * @throws {RunFailed} with the run's recorded error, {RunTimeout} when it takes longer than `timeoutMs`
   */
  result(options: { timeoutMs: number }): Promise<Result>;
}

/** The typed client of one task, whatever engine executes it. */
export interface TaskClient<Task extends StoredTask> {
  /** Records a run, dispatches it and returns at once. */
  enqueue(payload: z.input<Task["payload"]>, options?: EnqueueOptions): Promise<RunHandle<z.output<Task["result"]>>>;
  /** As `enqueue` for many payloads, in a few statements. */
  enqueueMany(
    payloads: readonly z.input<Task["payload"]>[],
    options?: EnqueueManyOptions,
  ): Promise<RunHandle<z.output<Task["result"]>>[]>;
  /** Records a run and executes it in this process, in one attempt. @throws {RunFailed} */
  execute(payload: z.input<Task["payload"]>, options?: EnqueueOptions): Promise<z.output<Task["result"]>>;
}

export type TaskClients = { readonly [Key in keyof Registry]: TaskClient<Registry[Key]> };

type Dispatching = Pick<Runs, "enqueue" | "enqueueMany" | "execute" | "wait">;

/** One typed client for each registered task: `tasks.todoCleanup.enqueue({ days: 7 })`. */
export function createTaskClients(runs: Dispatching): TaskClients {
  const clients = Object.fromEntries(
    Object.entries(registry).map(([key, task]) => [key, createTaskClient<StoredTask>(task, runs)]),
  );
  if (!isComplete(clients)) throw new Error("A registered task has no client.");
  return clients;
}

export function createTaskClient<Task extends StoredTask>(task: Task, runs: Dispatching): TaskClient<Task> {
  const handleOf = (run: Run, created: boolean): RunHandle<z.output<Task["result"]>> => ({
    id: run.id,
    created,
    dispatched: run.dispatchedAt !== null,
    async result({ timeoutMs }) {
      const finished = await runs.wait(run.id, { timeoutMs });
      return resultOf(task, finished, timeoutMs);
    },
  });
  return {
    async enqueue(payload, options) {
      const { run, created } = await runs.enqueue(task, payload, options);
      return handleOf(run, created);
    },

    async enqueueMany(payloads, options) {
      return (await runs.enqueueMany(task, payloads, options)).map((run) => handleOf(run, true));
    },

    async execute(payload, options) {
      return resultOf(task, await runs.execute(task, payload, options), 0);
    },
  };
}

function resultOf<Task extends StoredTask>(task: Task, run: Run, timeoutMs: number): z.output<Task["result"]> {
  switch (run.status) {
    case "succeeded":
      return z.parse<Task["result"]>(task.result, run.result);
    case "failed":
      throw new RunFailed(run.id, run.error ?? { message: "The run failed.", stack: null, retriable: false });
    case "canceled":
      throw new DomainError("conflict", `Run ${run.id} was canceled.`);
    default:
      throw new RunTimeout(run.id, timeoutMs);
  }
}

function isComplete(clients: Readonly<Record<string, unknown>>): clients is TaskClients {
  return Object.keys(registry).every((key) => key in clients);
}
