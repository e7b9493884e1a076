import type { Engine } from "#lib/engines/engine.ts";
import { DomainError } from "#lib/errors.ts";
import type { Logger } from "#lib/logger.ts";
import type { Recovery } from "./recovery.ts";
import type { Watch } from "./watch.ts";

/** A request that a route answers. */
export interface AnsweredRequest {
  readonly startedAt: Date;
  /** The task that it is about: its runs come first. */
  readonly task: string;
}

/** Executes runs within requests, where no process stays to do it. */
export interface RequestExecution {
  /** Executes one step before the answer: all that a host guarantees which ends a process with its answer. */
  executeStep(request: AnsweredRequest): Promise<void>;
  /**
   * Goes on until shortly before the host's limit, and recovers runs that other requests left behind. Never rejects:
   * the next call continues.
   */
  executeRest(request: AnsweredRequest): Promise<void>;
}

/** Null where processes stay, whose engine executes by itself. */
export function createRequestExecution(parts: {
  readonly engine: Engine;
  readonly recovery: Recovery;
  readonly watch: Watch;
  readonly clock: () => Date;
  readonly logger: Logger;
}): RequestExecution | null {
  const { engine, recovery, watch, clock, logger } = parts;
  if (!engine.executeWithin) return null;
  const execute = engine.executeWithin;
  return {
    async executeStep({ startedAt, task }) {
      try {
        await execute({ startedAt, first: task, isAnswered: false });
      } catch (error) {
        // The run is recorded: a process whose clock is right executes it.
        if (!(error instanceof DomainError)) throw error;
        logger.error({ err: error, task }, "nothing is executed before the answer; a later call does");
      }
    },

    async executeRest({ startedAt, task }) {
      const request = { startedAt, first: task, isAnswered: true };
      try {
        await execute(request);
        await recovery.recover(clock());
        await execute(request);
        // The next call may be a day away.
        await watch.check(clock());
        await watch.send(clock());
      } catch (error) {
        logger.error({ err: error, task }, "execution after the answer failed; the next call continues");
      }
    },
  };
}
