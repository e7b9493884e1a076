import { beforeAll } from "vitest";
import { type Auth, createAuth } from "#lib/auth/auth.ts";
import type { AuthEnv } from "#lib/auth/better-auth.ts";
import { type RateLimits, relaxedLimits } from "#lib/auth/throttling/rate-limits.ts";
import type { Database } from "#lib/db/client.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";

export const origin = "https://tidy.example.com";
export const password = "correct horse";

export const authEnv: AuthEnv = {
  APP_URL: origin,
  AUTH_SECRET: "w7Qm2Zc9Xk4Rt6Yb1Nv8Hs3Jd5Fg0LpA",
  ADMIN_EMAILS: ["boss@example.com"],
  RETENTION_DAYS: 9,
  DEMO_MODE: false,
  LOG_LEVEL: "silent",
};

/** Authentication on a database of its own, called over HTTP as by a browser or a script. */
export interface AuthHarness {
  readonly db: Database;
  readonly auth: Auth;
  /** Another process on the same database, configured differently. */
  configured(changes: { env?: Partial<AuthEnv>; limits?: Partial<RateLimits> }): Auth;
  /** Signs somebody up and returns headers with their session cookie. */
  signUp(email: string): Promise<Headers>;
}

export function setUpAuth(): AuthHarness {
  const database = setUpTestDatabase();
  let auth: Auth | undefined;
  const configured: AuthHarness["configured"] = ({ env, limits }) =>
    createAuth({ database: database.db, env: { ...authEnv, ...env }, limits: { ...relaxedLimits, ...limits } });
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
    signUp: async (email) =>
      sessionHeaders(await post(ready(), "/sign-up/email", { email, password, name: "Somebody" })),
  };
}

/** Posts JSON below `/api/auth`. */
export function post(
  auth: Auth,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return auth.handler(
    new Request(`${origin}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    }),
  );
}

/** The cookies that a response set, as the browser would send them with the next request. */
export function sessionHeaders(response: Response): Headers {
  if (!response.ok) throw new Error(`No session: the answer was ${response.status}.`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
  return new Headers({ cookie: cookies.join("; ") });
}

export function bearer(token: string): Headers {
  return new Headers({ authorization: `Bearer ${token}` });
}
