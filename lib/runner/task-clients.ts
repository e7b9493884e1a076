import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { type Registry, registry, type StoredTask } from "#lib/tasks/registry.ts";
import type { RunSubmission, SubmitOptions } from "./dispatcher.ts";
import { RunFailed, RunTimeout } from "./run-errors.ts";

/** A run whose result can be awaited. */
export interface RunHandle<Result> {
  readonly id: string;
  /** False when the idempotency key named a run that existed. */
  readonly created: boolean;
  /** False when the engine couldn't be reached: the run is recorded and a later poke hands it over. */
  readonly handedOver: boolean;
  /**
   * The typed result once the run has finished.
   * @throws {RunFailed} with the run's recorded error, {RunTimeout} when it takes longer than `timeoutMs`
   */
  result(options: { timeoutMs: number }): Promise<Result>;
}

/** What code does with one task: typed by its definition, executed by whatever engine is configured. */
export interface TaskClient<Task extends StoredTask> {
  /** Records a run, hands it to the engine and returns at once. */
  enqueue(payload: z.input<Task["payload"]>, options?: SubmitOptions): Promise<RunHandle<z.output<Task["result"]>>>;
  /** Executes in this process, in one attempt, with the same recording. @throws {RunFailed} */
  execute(payload: z.input<Task["payload"]>, options?: SubmitOptions): Promise<z.output<Task["result"]>>;
}

export type TaskClients = { readonly [Key in keyof Registry]: TaskClient<Registry[Key]> };

/** One typed client for each registered task: `tasks.todoCleanup.enqueue({ days: 7 })`. */
export function createTaskClients(submission: RunSubmission): TaskClients {
  const clients = Object.fromEntries(
    Object.entries(registry).map(([key, task]) => [key, createTaskClient<StoredTask>(task, submission)]),
  );
  if (!isComplete(clients)) throw new Error("A registered task has no client.");
  return clients;
}

/** The typed client of one task. */
export function createTaskClient<Task extends StoredTask>(task: Task, submission: RunSubmission): TaskClient<Task> {
  return {
    async enqueue(payload, options) {
      const { run, created } = await submission.enqueue(task, payload, options);
      return {
        id: run.id,
        created,
        handedOver: run.handedOverAt !== null,
        async result({ timeoutMs }) {
          const finished = await submission.wait(run.id, { timeoutMs });
          return resultOf(task, finished, timeoutMs);
        },
      };
    },

    async execute(payload, options) {
      return resultOf(task, await submission.execute(task, payload, options), 0);
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
