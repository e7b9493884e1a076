import type { StartedAttempt } from "#lib/task-runs/attempts.ts";
import type { DispatchWithin } from "#lib/task-runs/recording/dispatched-runs.ts";
import type { Run } from "#lib/task-runs/schemas.ts";

/**
 * Executes runs. Every engine promises the same: at-least-once execution after a crash, retries with exponential
 * backoff, no retry after a permanent error, one concurrent execution per task, and a shutdown that finishes or
 * requeues its work.
 */
export interface Engine {
  readonly name: "postgres" | "inngest" | "in-request";
  /** Accepts a recorded run. Idempotent by run id and attempt. Rejects when the engine is out of reach. */
  dispatch(run: Run): Promise<void>;
  /** As `dispatch` for many runs of one task that were not executed yet: all of them, or none where it rejects. */
  dispatchMany?(runs: readonly Run[]): Promise<void>;
  /** As `dispatchMany`, by statements of the transaction that records the runs: where the queue is in that database. */
  readonly dispatchWithin?: DispatchWithin;
  /**
   * Ends the engine's own record and plans of a run that was canceled before it was executed. Only where the engine
   * keeps runs of its own. Rejects when the engine is out of reach.
   */
  cancel?(run: Run): Promise<void>;
  /** Sets the executor of runs: called once at start, and in development after each edit of the code. */
  executeWith(executor: RunExecutor): void;
  /** Starts to execute runs in this process, where the engine works in-process. Idempotent. */
  start(): Promise<void>;
  /** Makes its queue anew where that was dropped or replaced by an older one. True if the runs in it are lost. */
  repairQueue?(): Promise<boolean>;
  /** The obstacle of its queue, and the way out; null where there is none. Sends no query. */
  queueProblem?(): string | null;
  /** Finishes or requeues the runs that it is executing, within about 20 seconds. */
  stop(): Promise<void>;
  /** Executes runs for as long as this request may last. Only the engine that works within requests has it. */
  executeWithin?(request: ExecutingRequest): Promise<void>;
}

/** A request that executes runs. */
export interface ExecutingRequest {
  readonly startedAt: Date;
  /** False: it executes one step before its answer. True: until shortly before the host's limit. */
  readonly isAnswered: boolean;
  /** The task whose runs come first. */
  readonly first?: string;
}

/** Executes runs the same way for every engine, and records their progress and outcome. */
export interface RunExecutor {
  /**
   * Executes one slice of a run: all of it, unless its handler returns `unfinished`. `run`: its id, or the attempt that
   * an earlier slice has started.
   * @throws the handler's error when another attempt is due; the engine then retries.
   */
  executeSlice(run: string | StartedAttempt, options: SliceOptions): Promise<Slice>;
}

/** An executed slice. */
export interface Slice {
  readonly outcome: SliceOutcome;
  /** The attempt that the slice belonged to, for the next slice; 0 where there was nothing to do. */
  readonly attempt: number;
  /** The run that `options.next` named, if it was started. */
  readonly next?: StartedAttempt;
}

/** The outcome of a slice. `unfinished` asks for another slice; `gone` means that there was nothing (more) to do. */
export type SliceOutcome = "unfinished" | "succeeded" | "failed" | "canceled" | "interrupted" | "gone";

export interface SliceOptions {
  /** The attempt to continue; null starts one: the first of a run, or the next after a failure or a crash. */
  readonly attempt: number | null;
  /** Whether the engine does not retry after a failure. */
  readonly isLastAttempt: boolean;
  /** The same by its number, where that counts all tries: one beyond it has lost its process and fails at once. */
  readonly lastAttempt?: number;
  /** Milliseconds after which a handler should return if it can; Infinity for no limit. */
  readonly budgetMs: number;
  /** Aborted with RunInterrupted when the process shuts down: the handler then returns after its batch. */
  readonly shutdown: AbortSignal;
  /** After a shutdown, the run is requeued, or the engine asks another process for the next slice. */
  readonly onShutdown: "requeue" | "next-slice";
  /** Names a run of the backlog to start with the success of this one, in the same statement. Never rejects. */
  readonly next?: () => Promise<string | null>;
}
