import type { Env } from "#lib/env.ts";

/** The variables of the environment that authentication reads. */
export type AuthEnv = Pick<
  Env,
  | "APP_URL"
  | "AUTH_SECRET"
  | "ADMIN_EMAILS"
  | "SIGN_UP"
  | "SMTP_URL"
  | "TRUSTED_PROXIES"
  | "RETENTION_DAYS"
  | "DEMO_MODE"
  | "LOG_FORMAT"
  | "LOG_LEVEL"
  | "SESSION_IDLE_DAYS"
  | "SESSION_MAX_DAYS"
  | "PASSWORD_SIGN_IN"
  | "oidcProviders"
>;

/** A provider at which people may sign in. */
export type OidcProvider = Env["oidcProviders"][number];
