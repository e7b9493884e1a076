import { DomainError } from "#lib/errors.ts";
import type { Limit } from "./limits.ts";

/** Limits how often each caller may ask. Kept in this process alone, so that a request costs no SQL statement for it. */
export interface Throttle {
  /**
   * Counts one request of a caller.
   * @throws {DomainError} `too-many-requests`, with the whole seconds to wait.
   */
  take(caller: string, now: Date): void;
}

/** Callers are forgotten once they may ask as often as a new one, and the longest silent ones beyond this many. */
const maxCallers = 10_000;

interface Bucket {
  readonly tokens: number;
  /** When it had that many, in milliseconds. */
  readonly at: number;
}

/**
 * A token bucket for each caller: `max` requests at once, refilled evenly over `seconds`. A caller who keeps below
 * that pace never notices; one who doesn't is slowed down to it.
 */
export function createThrottle({ seconds, max }: Limit): Throttle {
  const refillPerMs = max / (seconds * 1000);
  // In the order of the latest request, the oldest first.
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
