import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { isAPIError } from "better-auth/api";
import type { DBFieldAttribute } from "better-auth/db";
import { nextCookies } from "better-auth/next-js";
import type { Database } from "#lib/db/client.ts";
import { noteOutage } from "#lib/db/hidden-outage.ts";
import { newId } from "#lib/id.ts";
import type { Logger } from "#lib/logger.ts";
import type { PasswordHashing } from "./account/password-hashing.ts";
import { accountHooks } from "./account-hooks.ts";
import type { AuthEnv } from "./auth-env.ts";
import { apiKeyNameMaxLength, passwordMaxLength, passwordMinLength } from "./limits.ts";
import type { AccountLinks } from "./links/account-links.ts";
import { signInLinkPlugin } from "./links/sign-in-link.ts";
import type { NewDeviceListener } from "./mail/account-mail.ts";
import { oidcPlugin } from "./oidc/oidc-plugin.ts";
import type { ProviderHooks } from "./oidc/provider-hooks.ts";
import { refusedPath } from "./oidc/provider-sign-ins.ts";
import type { SecurityLog } from "./security-log/security-log.ts";
import { signInHooks } from "./sign-in-hooks.ts";
import type { PasswordAttempts } from "./throttling/password-attempts.ts";
import type { Limit, RateLimits } from "./throttling/rate-limits.ts";
import type { User } from "./user.ts";

export interface AuthParts {
  readonly database: Database;
  readonly env: AuthEnv;
  readonly limits: RateLimits;
  readonly attempts: PasswordAttempts;
  readonly security: SecurityLog;
  readonly logger: Logger;
  readonly onNewDevice: NewDeviceListener;
  readonly hashing: PasswordHashing;
  readonly providerHooks: ProviderHooks;
  readonly links: AccountLinks;
}

export type BetterAuth = ReturnType<typeof createBetterAuth>;

/** The start of every API key, so that a leaked one is recognised. */
export const apiKeyPrefix = "tidy_";

const daySeconds = 24 * 60 * 60;

/** The configured library: its features, its tables and its limits. */
export function createBetterAuth({
  database,
  env,
  limits,
  attempts,
  security,
  logger,
  onNewDevice,
  hashing,
  providerHooks,
  links,
}: AuthParts) {
  const { idle, renewal } = sessionSeconds(env);
  return betterAuth({
    appName: "Tidy",
    baseURL: env.APP_URL,
    secret: env.AUTH_SECRET,
    trustedOrigins: loopbackAliases(env.APP_URL),
    telemetry: { enabled: false },
    ...logging(logger),
    database: prismaAdapter(database, { provider: "postgresql", transaction: true }),
    emailAndPassword: {
      enabled: env.PASSWORD_SIGN_IN,
      minPasswordLength: passwordMinLength,
      maxPasswordLength: passwordMaxLength,
      password: hashing,
    },
    user: {
      additionalFields: {
        role: { type: "string", input: false, defaultValue: "user" },
        retentionDays: { type: "number", input: false, required: false },
        timeZone: { type: "string", input: false, required: false },
        disabledAt: { type: "date", input: false, required: false },
      } satisfies Record<Exclude<keyof User, "id" | "name" | "email"> | "disabledAt", DBFieldAttribute>,
    },
    // A state in a cookie is no row that a stranger can make. The tokens of providers are not needed, and not kept.
    account: { storeStateStrategy: "cookie", updateAccountOnSignIn: false },
    // No cookie cache: a lost role and an ended session must count at once.
    session: { expiresIn: idle, updateAge: renewal },
    rateLimit: rateLimit(limits),
    advanced: {
      ...cookies(env.APP_URL),
      // Explicit, since the library switches the check off by itself in tests.
      disableOriginCheck: false,
      // With joins, a session and its user are one statement instead of two.
      database: { joins: true, generateId: () => newId(new Date()) },
    },
    databaseHooks: accountHooks({ env, database, hashing }, providerHooks),
    hooks: signInHooks({ attempts, security, env, onNewDevice, providerHooks }),
    plugins: [
      apiKey({
        defaultPrefix: apiKeyPrefix,
        requireName: true,
        maximumNameLength: apiKeyNameMaxLength,
        startingCharactersConfig: { charactersLength: apiKeyPrefix.length + 4 },
        rateLimit: { enabled: false },
        schema: { apikey: { modelName: "apiKey" } },
      }),
      oidcPlugin(env.oidcProviders),
      signInLinkPlugin({ database, links }),
      nextCookies(),
    ],
  });
}

/** The seconds that an unused session lasts, and the seconds after its last renewal until it is renewed. */
export function sessionSeconds({ SESSION_IDLE_DAYS }: Pick<AuthEnv, "SESSION_IDLE_DAYS">) {
  const idle = SESSION_IDLE_DAYS * daySeconds;
  return { idle, renewal: Math.min(daySeconds, idle / 2) };
}

/** The library's log lines about failed sign-ins. The security log has better ones. */
const saidElsewhere: ReadonlySet<string> = new Set(["User not found", "Password not found", "Invalid password"]);

/**
 * Logs to the app's log. A client's mistakes are no errors of ours, though the library calls them so, without an error
 * at hand.
 */
function logging(logger: Logger) {
  return {
    logger: {
      level: "warn" as const,
      log(level: "debug" | "info" | "warn" | "error", message: string, ...details: unknown[]) {
        for (const detail of details) noteOutage(detail);
        const err = details.find((detail) => detail instanceof Error);
        if (saidElsewhere.has(message)) logger.debug({ part: "auth" }, message);
        else logger[level === "error" && !err ? "warn" : level]({ part: "auth", err }, message);
      },
    },
    onAPIError: {
      errorURL: refusedPath,
      onError(error: unknown) {
        noteOutage(error);
        if (isAPIError(error) && error.statusCode < 500) {
          const refusal = { part: "auth", status: error.statusCode, code: error.body?.code };
          logger.info(refusal, "A request to /api/auth was refused");
        } else {
          logger.error({ part: "auth", err: error }, "A request to /api/auth failed");
        }
      },
    },
  };
}

/** The name of the cookie that holds a session's token and its signature. */
export function sessionCookieName(appUrl: string): string {
  return `${cookies(appUrl).cookiePrefix}.session_token`;
}

/**
 * By https the names start with `__Host-`: a browser takes such a cookie from this host alone, never from a neighbour
 * below the same domain. The library itself knows the weaker `__Secure-` only.
 */
function cookies(appUrl: string) {
  const secure = appUrl.startsWith("https:");
  return {
    cookiePrefix: secure ? "__Host-tidy" : "tidy",
    useSecureCookies: false,
    defaultCookieAttributes: { secure },
  };
}

function rateLimit(limits: RateLimits) {
  const rule = ({ seconds, max }: Limit) => ({ window: seconds, max });
  return {
    enabled: true,
    storage: "database" as const,
    ...rule(limits.others),
    customRules: { "/sign-in/*": rule(limits.signIns), "/sign-up/*": rule(limits.signUps) },
  };
}

/** The names of this machine: people type any of them. */
function loopbackAliases(appUrl: string): string[] {
  const names = ["localhost", "127.0.0.1", "[::1]"];
  const url = new URL(appUrl);
  if (!names.includes(url.hostname)) return [];
  return names.map((name) => `${url.protocol}//${name}${url.port === "" ? "" : `:${url.port}`}`);
}
