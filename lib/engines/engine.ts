import type { Run } from "#lib/task-runs/schemas.ts";
import type { RunExecutor } from "../runner/executor.ts";

/**
 * What executes runs. Both engines promise the same: at-least-once after a crash, retries with exponential backoff, no retry
 * of permanent errors, one concurrent execution per task, and a shutdown that finishes or hands back its work.
 */
export interface Engine {
  readonly name: "postgres" | "inngest";
  /** Takes over a recorded run; the same run again changes nothing. Rejects when the engine can't be reached. */
  handOver(run: Run): Promise<void>;
  /** Executes runs with this from now on: called at start, and in development after each edit of the code. */
  executeWith(executor: RunExecutor): void;
  /** Starts to execute runs in this process, where the engine works in-process; again changes nothing. */
  start(): Promise<void>;
  /** Finishes or hands back what it is executing, within about 20 seconds. */
  stop(): Promise<void>;
}
