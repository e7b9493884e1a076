import type { Database } from "#lib/db/client.ts";
import { type Logger, loggerFor } from "#lib/logger.ts";
import { type AccountService, createAccountService } from "./account/account.ts";
import { createPasswordService, type PasswordService } from "./account/password.ts";
import { createProfileService, type ProfileService } from "./account/profile.ts";
import { createSessionService, type SessionService } from "./account/sessions.ts";
import { type AdminService, createAdminService } from "./admins.ts";
import { type ApiKeyService, createApiKeyService } from "./api-keys.ts";
import { type AuthEnv, type BetterAuth, createBetterAuth } from "./better-auth.ts";
import { refuseUnserved } from "./endpoints.ts";
import { judgeUser } from "./roles.ts";
import { type ActivityService, createActivityService } from "./security-log/activity.ts";
import { createRoleChanges, type RoleChanges } from "./security-log/role-changes.ts";
import { createSecurityLog, type SecurityLog } from "./security-log/security-log.ts";
import { withinBodyLimit } from "./throttling/body-limit.ts";
import { createClientAddresses, withClientAddress } from "./throttling/client-address.ts";
import { createPasswordAttempts } from "./throttling/password-attempts.ts";
import { productionLimits, type RateLimits, relaxedLimits } from "./throttling/rate-limits.ts";
import { createThrottle, type Throttle } from "./throttling/throttle.ts";
import type { User } from "./user.ts";

/** Accounts, sessions and API keys. */
export interface Auth
  extends AccountService,
    PasswordService,
    ProfileService,
    SessionService,
    ApiKeyService,
    AdminService,
    ActivityService,
    RoleChanges {
  readonly security: SecurityLog;
  readonly betterAuth: BetterAuth;
  /** The role that a stored account has now. */
  judge(row: unknown): User;
  /** Limits how often each caller may call the API. */
  readonly throttle: Throttle;
  /** The IP address that a request comes from, by TRUSTED_PROXIES; null where nothing tells. */
  addressOf(headers: Headers): string | null;
  /** Answers everything under `/api/auth`, see endpoints.ts. */
  handler(request: Request): Promise<Response>;
  /**
   * The user of a request's session cookie, or null. One statement: a session ends the moment it expires or is deleted.
   * With `extend`, a second statement renews the session about once a day. Only a route handler or server action may
   * ask for that: a page can't set the cookie that goes with it.
   */
  findUserBySession(headers: Headers, options?: { extend?: boolean }): Promise<User | null>;
}

/** Builds authentication on a database. The limits default to production's, or to wide ones in a demo. */
export function createAuth(parts: {
  database: Database;
  env: AuthEnv;
  limits?: RateLimits;
  logger?: Logger;
  clock?: () => Date;
}): Auth {
  const { database, env, logger = loggerFor(env), clock = () => new Date() } = parts;
  const limits = parts.limits ?? (env.DEMO_MODE ? relaxedLimits : productionLimits);
  const addresses = createClientAddresses(env.TRUSTED_PROXIES);
  const attempts = createPasswordAttempts(database, limits);
  const security = createSecurityLog({ database, logger, addresses, secret: env.AUTH_SECRET, clock });
  const betterAuth = createBetterAuth({ database, env, limits, attempts, security, logger });
  const shared = { database, betterAuth, attempts, security, env };
  const roleChanges = createRoleChanges({ database, security, adminEmails: env.ADMIN_EMAILS });
  return {
    ...createAccountService(shared),
    ...createPasswordService(shared),
    ...createProfileService(database),
    ...createSessionService(shared),
    ...createApiKeyService(shared),
    ...createAdminService({ ...shared, roleChanges }),
    ...createActivityService(shared),
    ...roleChanges,
    security,
    betterAuth,
    judge: (row) => judgeUser(row, env.ADMIN_EMAILS),
    throttle: createThrottle(limits.requests),
    addressOf: addresses.of,
    handler: async (request) => {
      const headers = withClientAddress(request, addresses);
      const answer = refuseUnserved(request) ?? (await withinBodyLimit(request, headers, betterAuth.handler));
      // The library's own limits count addresses: nobody's account is known yet.
      if (answer.headers.has("x-retry-after")) await security.record({ kind: "sign-in-delayed" }, null, headers);
      return answer;
    },
    async findUserBySession(headers, { extend = false } = {}) {
      const session = await betterAuth.api.getSession({ headers, query: { disableRefresh: !extend } });
      return session === null ? null : judgeUser(session.user, env.ADMIN_EMAILS);
    },
  };
}
