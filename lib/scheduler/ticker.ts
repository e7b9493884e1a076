import type { Logger } from "#lib/logger.ts";
import type { Poke } from "./scheduler.ts";

/** Just past the minute, so that a clock a little behind the database's still sees the slot. */
const PAST_THE_MINUTE_MS = 50;

/** The embedded scheduler: pokes at start and at each minute. Every process may run one. */
export interface Ticker {
  start(): void;
  /** Stops poking and waits for the poke under way. */
  stop(): Promise<void>;
}

export function createTicker(parts: {
  readonly poke: Poke;
  readonly clock: () => Date;
  readonly logger: Logger;
}): Ticker {
  const { poke, clock, logger } = parts;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  let stopped = true;

  const tick = () => {
    underWay = poke
      .all(clock())
      .catch((error: unknown) => logger.error({ err: error }, "poke failed; the next one is in a minute"))
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, msToNextMinute(clock()));
      });
  };

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      tick();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}

/** Milliseconds until just past the next full minute. */
export function msToNextMinute(now: Date): number {
  return 60_000 - (now.getTime() % 60_000) + PAST_THE_MINUTE_MS;
}
