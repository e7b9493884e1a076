import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import type { Limit } from "./rate-limits.ts";

const counterRow = z.tuple([z.object({ count: z.number(), until: z.bigint() })]);

/**
 * Counts one more under a key, for all processes. @returns null, or the whole seconds to wait where the limit of the
 * window is reached.
 */
export async function take(
  database: Database,
  { key, limit, now }: { key: string; limit: Limit; now: Date },
): Promise<number | null> {
  const at = now.getTime();
  const end = at + limit.seconds * 1000;
  // The row is in better-auth's table, which is cleaned up by last_request. That column holds the end of the window, so
  // that a counter stays until its window is over.
  const rows = await database.$queryRaw`
    INSERT INTO rate_limit AS counter (id, key, count, last_request)
    VALUES (${newId(now)}::uuid, ${key}, 1, ${end})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN counter.last_request <= ${at} THEN 1 ELSE LEAST(counter.count, ${limit.max}::int) + 1 END,
      last_request = CASE WHEN counter.last_request <= ${at} THEN ${end} ELSE counter.last_request END
    RETURNING count, last_request AS until`;
  const [{ count, until }] = counterRow.parse(rows);
  return count > limit.max ? Math.ceil((Number(until) - at) / 1000) : null;
}
