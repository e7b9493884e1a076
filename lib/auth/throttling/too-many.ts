import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { take } from "./counter.ts";
import type { Limit } from "./rate-limits.ts";

/** The refusal of somebody who has to wait. `happened` says why, e.g. "The password was wrong too often." */
export function tooMany(happened: string, retryAfterSeconds: number): DomainError {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return new DomainError(
    "too-many-requests",
    `${happened} Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"} and try again.`,
    { retryAfterSeconds },
  );
}

/**
 * Counts an attempt from an IP address. All whose address is unknown share one counter.
 * @returns null, or the whole seconds to wait.
 */
export function countAttempt(
  database: Database,
  { kind, address, limit, now }: { kind: "join" | "provider"; address: string | null; limit: Limit; now: Date },
): Promise<number | null> {
  return take(database, { key: `${kind}|${address ?? "unknown"}`, limit, now });
}
