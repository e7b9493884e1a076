import { createHash } from "node:crypto";
import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import type { Limit } from "./limits.ts";

const counterRow = z.tuple([z.object({ count: z.number(), until: z.bigint() })]);

/**
 * Counts a sign-in to an account before its password is looked at, so that guesses sent all at once can't slip
 * through between a check and a count. A success must be followed by `forgetFailures`.
 * @returns null, or the whole seconds to wait where the limit is reached.
 */
export async function countAttempt(
  database: Database,
  request: { email: string; limit: Limit; now: Date },
): Promise<number | null> {
  const now = request.now.getTime();
  const end = now + request.limit.seconds * 1000;
  // The row shares better-auth's table, whose clean-up goes by last_request: holding the window's end there keeps a
  // counter until its window is over, however long that is.
  const rows = await database.$queryRaw`
    INSERT INTO rate_limit AS counter (id, key, count, last_request)
    VALUES (${newId(request.now)}::uuid, ${counterKey(request.email)}, 1, ${end})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN counter.last_request <= ${now} THEN 1 ELSE LEAST(counter.count, ${request.limit.max}::int) + 1 END,
      last_request = CASE WHEN counter.last_request <= ${now} THEN ${end} ELSE counter.last_request END
    RETURNING count, last_request AS until`;
  const [{ count, until }] = counterRow.parse(rows);
  return count > request.limit.max ? Math.ceil((Number(until) - now) / 1000) : null;
}

/** Clears an account's count after its password was given correctly. */
export async function forgetFailures(database: Database, email: string): Promise<void> {
  await database.rateLimit.deleteMany({ where: { key: counterKey(email) } });
}

/** Hashed: people type passwords into the email field, and the table needs no addresses. */
function counterKey(email: string): string {
  return `failed-sign-ins|${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;
}
