import { type Env, parseEnv } from "#lib/env.ts";

export const appUrl = "https://tidy.example.com";
export const cronSecret = "cron-secret-of-the-tests";

/** A complete environment for an app on this database. */
export function testEnv(databaseUrl: string, variables: Readonly<Record<string, string>> = {}): Env {
  return parseEnv({
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "w7Qm2Zc9Xk4Rt6Yb1Nv8Hs3Jd5Fg0LpA",
    APP_URL: appUrl,
    CRON_SECRET: cronSecret,
    ADMIN_EMAILS: "boss@example.com",
    LOG_LEVEL: "silent",
    // Wide limits for sign-ups.
    DEMO_MODE: "1",
    ...variables,
  });
}
