import { defaultKeyHasher } from "@better-auth/api-key";
import { isAPIError } from "better-auth/api";
import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { currentSession } from "../account/sessions.ts";
import type { AuthEnv } from "../auth-env.ts";
import { apiKeyPrefix, type BetterAuth } from "../better-auth.ts";
import { type KnownCallers, lastUsedPrecisionMs } from "../callers/known-callers.ts";
import { isClosed } from "../demo-account.ts";
import { apiKeysPerUser } from "../limits.ts";
import type { AccountMail } from "../mail/account-mail.ts";
import { judgeUser } from "../roles/judged-role.ts";
import type { SecurityLog } from "../security-log/security-log.ts";
import type { User } from "../user.ts";
import { userColumns } from "../users/user-columns.ts";
import type { NewApiKey } from "./api-key-schemas.ts";
import { type ApiKeyScope, parseScopes } from "./api-key-scopes.ts";

/** A key as its owner sees it later: enough to recognise it, never the key itself. */
export interface ApiKeySummary {
  readonly id: string;
  readonly name: string | null;
  /** Its first characters. */
  readonly start: string | null;
  readonly createdAt: Date;
  /** The time of its last use; lags by up to a minute. */
  readonly lastRequest: Date | null;
  /** The time at which it stops working; null for a key from before keys had an end. */
  readonly expiresAt: Date | null;
  readonly scopes: readonly ApiKeyScope[];
}

/** The owner of a key, with its name and scopes. */
export interface KeyOwner {
  readonly user: User;
  readonly name: string | null;
  readonly scopes: readonly ApiKeyScope[];
}

export interface ApiKeyService {
  /**
   * Creates a key for the user of the session cookie in `headers`. The key is known only now: the database keeps its
   * hash.
   * @throws {DomainError} `unauthenticated`; `conflict` for more keys than a user may have.
   */
  createApiKey(headers: Headers, key: NewApiKey, now: Date): Promise<{ id: string; key: string }>;
  /**
   * Revokes one of the caller's keys, at once.
   * @throws {DomainError} `unauthenticated`; `not-found`, also for somebody else's key.
   */
  revokeApiKey(headers: Headers, id: string): Promise<void>;
  /** A user's keys, newest first. One statement. */
  listApiKeys(ownerId: string): Promise<ApiKeySummary[]>;
  /**
   * The owner of a key, its name and its scopes, or null for a key that is unknown, revoked or expired, or whose owner
   * is closed. One statement, which also stores when the key was used; the plugin's own check takes four, two of them
   * writes.
   */
  findUserByApiKey(key: string, now: Date): Promise<KeyOwner | null>;
}

interface ApiKeyParts {
  readonly database: Database;
  readonly betterAuth: BetterAuth;
  readonly security: SecurityLog;
  readonly env: Pick<AuthEnv, "ADMIN_EMAILS" | "DEMO_MODE">;
  /** Null where no mail is configured. */
  readonly mail: AccountMail | null;
  readonly known: KnownCallers;
}

const daySeconds = 24 * 60 * 60;

const keyOwner = z.looseObject({ permissions: z.string().nullable(), keyName: z.string().nullable() });

export function createApiKeyService({ database, betterAuth, security, env, mail, known }: ApiKeyParts): ApiKeyService {
  return {
    async createApiKey(headers, { name, scopes, days }, now) {
      const { userId, email } = await currentSession(betterAuth, headers);
      const expiresIn = days * daySeconds;
      const body = { userId, name, expiresIn, permissions: { scopes: [...scopes] } };
      const { id, key } = await betterAuth.api.createApiKey({ body });
      // Counted afterwards, so that keys that are created at the same time can't slip past the limit together.
      if ((await database.apiKey.count({ where: { referenceId: userId } })) <= apiKeysPerUser) {
        await security.record({ kind: "api-key-created", keyId: id, name }, { id: userId }, headers);
        await mail?.notify(email, { kind: "api-key-created", at: now.toISOString(), name }, now);
        return { id, key };
      }
      await database.apiKey.delete({ where: { id } });
      throw new DomainError("conflict", `You have ${apiKeysPerUser} keys already. Revoke one that you don’t need.`);
    },

    async revokeApiKey(headers, id) {
      const { userId } = await currentSession(betterAuth, headers);
      const found = await database.apiKey.findFirst({ where: { id, referenceId: userId }, select: { name: true } });
      await orDomainError(() => betterAuth.api.deleteApiKey({ headers, body: { keyId: id } }));
      await security.record({ kind: "api-key-revoked", keyId: id, name: found?.name ?? "" }, { id: userId }, headers);
    },

    async listApiKeys(ownerId) {
      const keys = await database.apiKey.findMany({
        where: { referenceId: ownerId },
        orderBy: { id: "desc" },
        select: {
          ...{ id: true, name: true, start: true, createdAt: true, lastRequest: true, expiresAt: true },
          permissions: true,
        },
      });
      return keys.map(({ permissions, ...key }) => ({ ...key, scopes: parseScopes(permissions) }));
    },

    async findUserByApiKey(key, now) {
      if (!key.startsWith(apiKeyPrefix)) return null;
      const storeUseBefore = new Date(now.getTime() - lastUsedPrecisionMs);
      const rows = await database.$queryRaw`
        WITH valid AS (
          SELECT id, name, reference_id, last_request, permissions FROM api_key
          WHERE key = ${await defaultKeyHasher(key)}
            AND enabled IS NOT FALSE
            AND (expires_at IS NULL OR expires_at > ${now})
        ), used AS (
          UPDATE api_key SET last_request = ${now}
          FROM valid
          WHERE api_key.id = valid.id AND (valid.last_request IS NULL OR valid.last_request < ${storeUseBefore})
        )
        SELECT ${userColumns}, "user".email_verified AS "emailVerified", valid.permissions, valid.name AS "keyName"
        FROM valid JOIN "user" ON "user".id = valid.reference_id AND "user".disabled_at IS NULL`;
      const [row] = z.array(keyOwner).max(1).parse(rows);
      if (row === undefined) return null;
      const { permissions, keyName: name } = row;
      const user = judgeUser(row, env.ADMIN_EMAILS);
      if (isClosed(user, env)) return null;
      known.rememberKey(key, user.id, permissions);
      return { user, name, scopes: parseScopes(permissions) };
    },
  };
}

async function orDomainError<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isAPIError(error)) throw error;
    if (error.statusCode === 401) {
      throw new DomainError("unauthenticated", "You are signed out. Sign in and try again.", { cause: error });
    }
    if (error.statusCode === 404) {
      throw new DomainError("not-found", "This key is revoked already. Reload the page.", { cause: error });
    }
    throw error;
  }
}
