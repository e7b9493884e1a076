import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";

/** The most by which the clocks of the app and its database may differ. */
export const CLOCK_TOLERANCE_MS = 60_000;

/** Compares this process's clock with the database's, which all processes share. */
export interface ClockGuard {
  /** Milliseconds by which this process's clock is ahead; negative when it is behind; 0 within the tolerance. */
  offMs(): Promise<number>;
  /** @throws {DomainError} `unavailable` when the clocks differ by more than a minute */
  verify(): Promise<void>;
}

export function createClockGuard(parts: {
  readonly clock: () => Date;
  readonly databaseClock: () => Promise<Date>;
}): ClockGuard {
  const { clock, databaseClock } = parts;

  const offMs = async () => {
    const before = clock().getTime();
    const database = (await databaseClock()).getTime();
    const after = clock().getTime();
    // The database read its clock at some instant between the two, however long the answer took.
    const aheadMs = database < before ? before - database : Math.min(0, after - database);
    return Math.abs(aheadMs) > CLOCK_TOLERANCE_MS ? aheadMs : 0;
  };

  return {
    offMs,
    async verify() {
      const aheadMs = await offMs();
      if (aheadMs !== 0) throw new DomainError("unavailable", clockText(aheadMs));
    },
  };
}

/** The database's clock, not the start of a transaction. */
export function databaseClockOf(database: Database): () => Promise<Date> {
  return async () => {
    const [row] = await database.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    if (!row) throw new Error("The database did not say what time it is.");
    return row.now;
  };
}

/** Describes the fault of a clock, and the next step. */
export function clockText(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const direction = aheadMs > 0 ? "ahead of" : "behind";
  return `This machine's clock is ${seconds} s ${direction} the database's. Nothing is claimed or removed until they agree: correct the clock that is wrong, e.g. with NTP.`;
}
