import { defaultKeyHasher } from "@better-auth/api-key";
import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { type User, userSchema } from "./user.ts";

/** What every API key starts with, so that a leaked one is recognised. */
export const apiKeyPrefix = "tidy_";

/** How long a key's "last used" may lag behind: a busy script must not cost a write per request. */
const lastUsedPrecisionMs = 60_000;

/**
 * The owner of an API key, or null for a key that is unknown, revoked, disabled or expired. One statement, which also
 * notes the use; the plugin's own check takes four, two of them writes.
 */
export async function findUserByApiKey(database: Database, key: string, now: Date): Promise<User | null> {
  if (!key.startsWith(apiKeyPrefix)) return null;
  const noteUseBefore = new Date(now.getTime() - lastUsedPrecisionMs);
  const rows = await database.$queryRaw`
    WITH valid AS (
      SELECT id, reference_id, last_request FROM api_key
      WHERE key = ${await defaultKeyHasher(key)}
        AND enabled IS NOT FALSE
        AND (expires_at IS NULL OR expires_at > ${now})
    ), noted AS (
      UPDATE api_key SET last_request = ${now}
      FROM valid
      WHERE api_key.id = valid.id AND (valid.last_request IS NULL OR valid.last_request < ${noteUseBefore})
    )
    SELECT "user".id, "user".name, "user".email, "user".role, "user".retention_days AS "retentionDays",
      "user".time_zone AS "timeZone"
    FROM valid JOIN "user" ON "user".id = valid.reference_id`;
  const [user] = z.array(userSchema).max(1).parse(rows);
  return user ?? null;
}

/** A key as its owner sees it later: enough to tell which it is, never the key itself. */
export interface ApiKeySummary {
  readonly id: string;
  readonly name: string | null;
  /** Its first characters. */
  readonly start: string | null;
  readonly createdAt: Date;
  /** When it was last used; lags by up to a minute. */
  readonly lastRequest: Date | null;
}

/** A user's keys, newest first. One statement. */
export async function listApiKeys(database: Database, ownerId: string): Promise<ApiKeySummary[]> {
  return await database.apiKey.findMany({
    where: { referenceId: ownerId },
    orderBy: { id: "desc" },
    select: { id: true, name: true, start: true, createdAt: true, lastRequest: true },
  });
}
