import { apiKey } from "@better-auth/api-key";
import { APIError, betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { createAuthMiddleware } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import type { Env } from "#lib/env.ts";
import { newId } from "#lib/id.ts";
import { type Logger, loggerFor } from "#lib/logger.ts";
import { apiKeyPrefix } from "./api-keys.ts";
import { countAttempt, forgetFailures } from "./limits/failed-sign-ins.ts";
import type { AuthLimits, Limit } from "./limits/limits.ts";
import { roleOf, syncRole } from "./roles.ts";
import { passwordLength, userName } from "./user.ts";

export type AuthEnv = Pick<
  Env,
  "APP_URL" | "AUTH_SECRET" | "ADMIN_EMAILS" | "RETENTION_DAYS" | "DEMO_MODE" | "LOG_LEVEL"
>;

export interface AuthParts {
  readonly database: Database;
  readonly env: AuthEnv;
  readonly limits: AuthLimits;
}

export type BetterAuth = ReturnType<typeof createBetterAuth>;

const day = 24 * 60 * 60;

/** The library's instance, configured: what it may do, where it keeps things, and how often it may be tried. */
export function createBetterAuth({ database, env, limits }: AuthParts) {
  return betterAuth({
    appName: "Tidy",
    baseURL: env.APP_URL,
    secret: env.AUTH_SECRET,
    trustedOrigins: loopbackAliases(env.APP_URL),
    telemetry: { enabled: false },
    ...logging(loggerFor(env)),
    database: prismaAdapter(database, { provider: "postgresql", transaction: true }),
    emailAndPassword: { enabled: true, minPasswordLength: passwordLength.min, maxPasswordLength: passwordLength.max },
    user: {
      additionalFields: {
        role: { type: "string", input: false, defaultValue: "user" },
        retentionDays: { type: "number", input: false, required: false },
        timeZone: { type: "string", input: false, required: false },
      },
    },
    // No cookie cache: a role taken away or a session ended must count at once.
    session: { expiresIn: 30 * day, updateAge: day },
    rateLimit: rateLimit(limits),
    // The first takes any name and picture of any length; the second lets passwords be guessed: see own-password.ts.
    disabledPaths: ["/update-user", "/change-password"],
    advanced: {
      cookiePrefix: "tidy",
      // Said outright, since the library switches it off by itself under test.
      disableOriginCheck: false,
      // Joins make a session and its user one statement instead of two.
      database: { joins: true, generateId: () => newId(new Date()) },
    },
    databaseHooks: accountHooks(database, env),
    hooks: failedSignInHooks(database, limits.failuresPerAccount),
    plugins: [
      apiKey({
        defaultPrefix: apiKeyPrefix,
        requireName: true,
        maximumNameLength: 64,
        startingCharactersConfig: { charactersLength: apiKeyPrefix.length + 4 },
        rateLimit: { enabled: false },
        schema: { apikey: { modelName: "apiKey" } },
      }),
      nextCookies(),
    ],
  });
}

/** Into the app's log. What a client did wrong is told to the client; the log hears of it only when debugging. */
function logging(logger: Logger) {
  return {
    logger: {
      level: "warn" as const,
      log(level: "debug" | "info" | "warn" | "error", message: string, ...details: unknown[]) {
        logger[level]({ part: "auth", err: details.find((detail) => detail instanceof Error) }, message);
      },
    },
    onAPIError: {
      onError(error: unknown) {
        const isClients = error instanceof APIError && error.statusCode < 500;
        logger[isClients ? "debug" : "error"]({ part: "auth", err: error }, "A request to /api/auth failed");
      },
    },
  };
}

function rateLimit(limits: AuthLimits) {
  const rule = ({ seconds, max }: Limit) => ({ window: seconds, max });
  return {
    enabled: true,
    storage: "database" as const,
    ...rule(limits.others),
    customRules: { "/sign-in/*": rule(limits.signIns), "/sign-up/*": rule(limits.signUps) },
  };
}

function accountHooks(database: Database, env: AuthEnv) {
  return {
    user: {
      create: {
        before: async <U extends { email: string; name: string }>(user: U) => ({
          data: {
            ...user,
            name: checkedName(user.name),
            // Not offered, so not taken from anybody either.
            image: null,
            role: roleOf(user.email, env.ADMIN_EMAILS),
            retentionDays: env.RETENTION_DAYS,
          },
        }),
      },
    },
    session: {
      create: {
        // After, not before: a sign-up is one transaction, and a second connection within it could wait for itself.
        after: ({ userId }: { userId: string }) =>
          syncRole(database, { userId, adminEmails: env.ADMIN_EMAILS, now: new Date() }),
      },
    },
  };
}

function checkedName(name: string): string {
  const checked = userName.safeParse(name);
  if (checked.success) return checked.data;
  throw new APIError("BAD_REQUEST", { code: "INVALID_NAME", message: "Use a name of 1 to 100 characters." });
}

const emailBody = z.object({ email: z.string() });

function failedSignInHooks(database: Database, limit: Limit) {
  const signInEmail = (context: { path?: string; body?: unknown }) =>
    context.path === "/sign-in/email" ? emailBody.safeParse(context.body).data?.email : undefined;
  return {
    before: createAuthMiddleware(async (context) => {
      const email = signInEmail(context);
      if (email === undefined) return;
      const seconds = await countAttempt(database, { email, limit, now: new Date() });
      if (seconds === null) return;
      throw new APIError(
        "TOO_MANY_REQUESTS",
        { code: "TOO_MANY_FAILED_SIGN_INS", message: "Too many failed sign-ins to this account. Try again later." },
        { "Retry-After": String(seconds) },
      );
    }),
    after: createAuthMiddleware(async (context) => {
      const email = signInEmail(context);
      if (email !== undefined && context.context.newSession !== null) await forgetFailures(database, email);
    }),
  };
}

/** On one's own machine the same app has three names, and people type any of them. */
function loopbackAliases(appUrl: string): string[] {
  const names = ["localhost", "127.0.0.1", "[::1]"];
  const url = new URL(appUrl);
  if (!names.includes(url.hostname)) return [];
  return names.map((name) => `${url.protocol}//${name}${url.port === "" ? "" : `:${url.port}`}`);
}
