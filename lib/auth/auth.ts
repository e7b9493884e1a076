import type { Database } from "#lib/db/client.ts";
import { createOwnAccount, type OwnAccount } from "./account/account.ts";
import { createOwnPassword, type OwnPassword } from "./account/password.ts";
import { createOwnProfile, type OwnProfile } from "./account/profile.ts";
import { createOwnSessions, type OwnSessions } from "./account/sessions.ts";
import { type ApiKeySummary, findUserByApiKey, listApiKeys } from "./api-keys.ts";
import { type AuthEnv, type BetterAuth, createBetterAuth } from "./better-auth.ts";
import { withinBodyLimit } from "./limits/body-limit.ts";
import { type AuthLimits, productionLimits, relaxedLimits } from "./limits/limits.ts";
import { createThrottle, type Throttle } from "./limits/throttle.ts";
import { type User, userSchema } from "./user.ts";

/** Accounts, sessions and API keys. */
export interface Auth extends OwnProfile, OwnPassword, OwnSessions, OwnAccount {
  readonly betterAuth: BetterAuth;
  /** Limits how often each caller may ask the API. */
  readonly throttle: Throttle;
  /** Answers everything under `/api/auth`. */
  handler(request: Request): Promise<Response>;
  /**
   * The user of a request's session cookie, or null. One statement; the session counts as ended the moment it expires
   * or is deleted. With `extend` an old session's lifetime is renewed about once a day (a second statement), which
   * only a route handler or server action may ask for: a page cannot set the cookie that goes with it.
   */
  findUserBySession(headers: Headers, options?: { extend?: boolean }): Promise<User | null>;
  /** The owner of a valid API key, or null. One statement. */
  findUserByApiKey(key: string, now: Date): Promise<User | null>;
  /** A user's API keys, newest first. */
  listApiKeys(ownerId: string): Promise<ApiKeySummary[]>;
}

/** Builds authentication on a database. The limits default to production's, or to wide ones in a demo. */
export function createAuth(parts: { database: Database; env: AuthEnv; limits?: AuthLimits }): Auth {
  const { database, env } = parts;
  const limits = parts.limits ?? (env.DEMO_MODE ? relaxedLimits : productionLimits);
  const betterAuth = createBetterAuth({ database, env, limits });
  const passwordParts = { database, betterAuth, failures: limits.failuresPerAccount };
  return {
    ...createOwnProfile(database),
    ...createOwnPassword(passwordParts),
    ...createOwnSessions(database, betterAuth),
    ...createOwnAccount(passwordParts),
    betterAuth,
    throttle: createThrottle(limits.requests),
    handler: (request) => withinBodyLimit(request, betterAuth.handler),
    async findUserBySession(headers, { extend = false } = {}) {
      const session = await betterAuth.api.getSession({ headers, query: { disableRefresh: !extend } });
      return session === null ? null : userSchema.parse(session.user);
    },
    findUserByApiKey: (key, now) => findUserByApiKey(database, key, now),
    listApiKeys: (ownerId) => listApiKeys(database, ownerId),
  };
}
