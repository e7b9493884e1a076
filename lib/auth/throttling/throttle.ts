import { DomainError } from "#lib/errors.ts";
import type { Limit } from "./rate-limits.ts";

/** Limits how often each caller may ask. Counts in this process only, so that a request costs no SQL statement. */
export interface Throttle {
  /**
   * Counts a request of a caller.
   * @throws {DomainError} `too-many-requests`, with the whole seconds to wait.
   */
  take(caller: string, now: Date): void;
}

/** Callers with a full bucket are forgotten, and beyond this many those whose last request is the oldest. */
const maxCallers = 10_000;

interface Bucket {
  readonly tokens: number;
  /** The time at which it had that many tokens, in milliseconds. */
  readonly at: number;
}

/**
 * A token bucket for each caller: `max` requests at once, refilled evenly over `seconds`. A caller below that rate
 * never notices; a faster one is slowed down to it.
 */
export function createThrottle({ seconds, max }: Limit): Throttle {
  const refillPerMs = max / (seconds * 1000);
  // Ordered by last request, the oldest first.
  const buckets = new Map<string, Bucket>();

  const tokensAt = ({ tokens, at }: Bucket, now: number) => Math.min(max, tokens + Math.max(0, now - at) * refillPerMs);

  function forget(now: number): void {
    for (const [caller, bucket] of buckets) {
      if (buckets.size <= maxCallers && tokensAt(bucket, now) < max) return;
      buckets.delete(caller);
    }
  }

  return {
    take(caller, now) {
      const at = now.getTime();
      const tokens = tokensAt(buckets.get(caller) ?? { tokens: max, at }, at);
      buckets.delete(caller);
      buckets.set(caller, { tokens: tokens < 1 ? tokens : tokens - 1, at });
      if (buckets.size > maxCallers) forget(at);
      if (tokens < 1) throw tooManyRequests(Math.ceil((1 - tokens) / refillPerMs / 1000), { seconds, max });
    },
  };
}

function tooManyRequests(waitSeconds: number, { seconds, max }: Limit): DomainError {
  return new DomainError(
    "too-many-requests",
    `At most ${max} requests in ${seconds} seconds are answered. Wait ${waitSeconds} s and go on more slowly.`,
    { retryAfterSeconds: waitSeconds },
  );
}
