import { createHash } from "node:crypto";
import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import type { Limit } from "./rate-limits.ts";

const counterRow = z.tuple([z.object({ count: z.number(), until: z.bigint() })]);

/**
 * Counts a sign-in to an account before its password is checked, so that concurrent guesses can't slip through between
 * the check and the count. Call `forgetFailures` after a success.
 * @returns null, or the whole seconds to wait where the limit is reached.
 */
export async function countAttempt(
  database: Database,
  request: { email: string; limit: Limit; now: Date },
): Promise<number | null> {
  const now = request.now.getTime();
  const end = now + request.limit.seconds * 1000;
  // The row is in better-auth's table, which is cleaned up by last_request. That column holds the end of the window, so
  // that a counter stays until its window is over.
  const rows = await database.$queryRaw`
    INSERT INTO rate_limit AS counter (id, key, count, last_request)
    VALUES (${newId(request.now)}::uuid, ${counterKey(request.email)}, 1, ${end})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN counter.last_request <= ${now} THEN 1
        ELSE LEAST(counter.count, ${request.limit.max}::int) + 1 END,
      last_request = CASE WHEN counter.last_request <= ${now} THEN ${end} ELSE counter.last_request END
    RETURNING count, last_request AS until`;
  const [{ count, until }] = counterRow.parse(rows);
  return count > request.limit.max ? Math.ceil((Number(until) - now) / 1000) : null;
}

/** Clears an account's count after a correct password. */
export async function forgetFailures(database: Database, email: string): Promise<void> {
  await database.rateLimit.deleteMany({ where: { key: counterKey(email) } });
}

/** Hashed, since people also type passwords into the email field. */
function counterKey(email: string): string {
  return `failed-sign-ins|${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;
}
