import { beforeAll } from "vitest";
import type { PasswordHashing } from "#lib/auth/account/password-hashing.ts";
import { type Auth, createAuth } from "#lib/auth/auth.ts";
import type { AuthEnv } from "#lib/auth/auth-env.ts";
import { type RateLimits, relaxedLimits } from "#lib/auth/throttling/rate-limits.ts";
import type { Database } from "#lib/db/client.ts";
import type { Logger } from "#lib/logger.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { cheapHashing, signUp, signUpAdmin } from "#tests/support/sessions.ts";

export const authEnv: AuthEnv = {
  APP_URL: appUrl,
  AUTH_SECRET: "w7Qm2Zc9Xk4Rt6Yb1Nv8Hs3Jd5Fg0LpA",
  ADMIN_EMAILS: ["boss@example.com"],
  SIGN_UP: "open",
  TRUSTED_PROXIES: ["127.0.0.1"],
  SESSION_IDLE_DAYS: 30,
  SESSION_MAX_DAYS: 90,
  RETENTION_DAYS: 9,
  DEMO_MODE: false,
  LOG_LEVEL: "silent",
  LOG_FORMAT: "json",
  PASSWORD_SIGN_IN: true,
  oidcProviders: [],
};

interface Changes {
  readonly env?: Partial<AuthEnv>;
  readonly limits?: Partial<RateLimits>;
  readonly logger?: Logger;
  readonly clock?: () => Date;
  readonly hashing?: PasswordHashing;
}

/** Authentication on a database of its own, called over HTTP as by a browser or a script. */
export interface AuthHarness {
  readonly db: Database;
  readonly auth: Auth;
  /** Another process on the same database, configured differently. */
  configured(changes: Changes): Auth;
  /** Signs somebody up and returns headers with their session cookie. */
  signUp(email: string): Promise<Headers>;
  /** The same for an admin. */
  signUpAdmin(email?: string): Promise<Headers>;
}

export function setUpAuth(): AuthHarness {
  const database = setUpTestDatabase();
  let auth: Auth | undefined;
  const configured: AuthHarness["configured"] = ({ env, limits, hashing = cheapHashing, ...parts }) =>
    createAuth({
      ...parts,
      database: database.db,
      env: { ...authEnv, ...env },
      limits: { ...relaxedLimits, ...limits },
      hashing,
    });
  beforeAll(() => {
    auth = configured({});
  });
  const ready = () => {
    if (auth === undefined) throw new Error("Authentication exists inside hooks and tests only.");
    return auth;
  };
  return {
    get db() {
      return database.db;
    },
    get auth() {
      return ready();
    },
    configured,
    signUp: (email) => signUp(ready(), email),
    signUpAdmin: (email) => signUpAdmin(ready(), email),
  };
}
