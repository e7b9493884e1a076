import { endsWithin } from "#lib/deadline.ts";
import type { Logger } from "#lib/logger.ts";
import type { Scheduler } from "./scheduler.ts";

/** Just past the minute, so that a clock slightly behind the database's still sees the slot. */
const PAST_THE_MINUTE_MS = 50;

/** A tick that waits for a silent database or engine must not hold up the stop of the engine. */
const STOP_TIMEOUT_MS = 3_000;

/** The embedded caller of the scheduler: at start and at each minute. Every process may run one. */
export interface Ticker {
  start(): void;
  /** Stops ticking and waits for the ticks in progress, for 3 s at most. */
  stop(): Promise<void>;
}

export function createTicker(parts: {
  readonly scheduler: Pick<Scheduler, "runAllDue" | "recover">;
  readonly clock: () => Date;
  readonly logger: Logger;
}): Ticker {
  const { scheduler, clock, logger } = parts;
  const inProgress = new Set<Promise<void>>();
  let recovering = false;
  let timer: NodeJS.Timeout | undefined;

  const recover = async (now: Date) => {
    if (recovering) return;
    recovering = true;
    await scheduler.recover(now).finally(() => {
      recovering = false;
    });
  };

  /** Ticks may overlap while the engine is out of reach: claiming a slot never waits for an earlier dispatch. */
  const tick = () => {
    const now = clock();
    timer = setTimeout(tick, msToNextMinute(now));
    const work = scheduler
      .runAllDue(now)
      .then(() => recover(now))
      .catch((error: unknown) => logger.error({ err: error }, "tick failed; the next one is in a minute"))
      .finally(() => inProgress.delete(work));
    inProgress.add(work);
  };

  return {
    start() {
      if (timer === undefined) tick();
    },
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      const ended = await endsWithin(Promise.all(inProgress), STOP_TIMEOUT_MS);
      if (!ended) logger.warn("a tick did not end in time; what it claimed is recovered by another process");
    },
  };
}

/** Milliseconds until just past the next full minute. */
export function msToNextMinute(now: Date): number {
  return 60_000 - (now.getTime() % 60_000) + PAST_THE_MINUTE_MS;
}
