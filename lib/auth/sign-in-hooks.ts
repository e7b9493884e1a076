import { APIError } from "better-auth";
import { createAuthMiddleware, getIP } from "better-auth/api";
import { z } from "zod";
import { addDays } from "#lib/days.ts";
import type { Env } from "#lib/env.ts";
import { commonPasswordMessage, isCommonPassword } from "./common-passwords.ts";
import { knownDevice, knownDeviceSeconds, makeDevice } from "./throttling/known-device.ts";
import type { AttemptSource, PasswordAttempts } from "./throttling/password-attempts.ts";

const emailBody = z.object({ email: z.string() });
const passwordBody = z.object({ password: z.string() });

type HookEnv = Pick<Env, "AUTH_SECRET" | "SESSION_MAX_DAYS">;

/**
 * Limits sign-ins through the library, makes the devices known on which they succeed, and ends sessions that were
 * replaced or grew too old.
 */
export function signInHooks(
  attempts: PasswordAttempts,
  { AUTH_SECRET: secret, SESSION_MAX_DAYS: sessionMaxDays }: HookEnv,
) {
  return {
    before: createAuthMiddleware(async (context) => {
      if (context.path === "/sign-up/email") await refuseCommon(context);
      const email = emailOf(context, "/sign-in/email");
      if (email === undefined) return;
      const seconds = await attempts.count({ email, source: sourceOf(context, email, secret), now: new Date() });
      if (seconds === null) return;
      throw new APIError(
        "TOO_MANY_REQUESTS",
        { code: "TOO_MANY_FAILED_SIGN_INS", message: "Too many failed sign-ins to this account. Try again later." },
        { "Retry-After": String(seconds) },
      );
    }),
    after: createAuthMiddleware(async (context) => {
      if (context.path === "/get-session") return await endedByAge(context, sessionMaxDays);
      const email = emailOf(context, "/sign-in/email") ?? emailOf(context, "/sign-up/email");
      if (email === undefined || context.context.newSession === null) return;
      const { name, attributes } = deviceCookie(context);
      const known = context.getCookie(name);
      const value = knownDevice(known, email, secret) === null ? makeDevice(email, secret) : (known ?? "");
      context.setCookie(name, value, attributes);
      await endReplaced(context, context.context.newSession.session.token);
      if (context.path !== "/sign-in/email") return;
      await attempts.forgive({ email, source: sourceOf(context, email, secret), now: new Date() });
    }),
  };
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

function emailOf(context: HookContext, path: string): string | undefined {
  return context.path === path ? emailBody.safeParse(context.body).data?.email : undefined;
}

function deviceCookie({ context }: HookContext) {
  return context.createAuthCookie("device", { maxAge: knownDeviceSeconds });
}

function sourceOf(context: HookContext, email: string, secret: string): AttemptSource {
  const id = knownDevice(context.getCookie(deviceCookie(context).name), email, secret);
  if (id !== null) return { kind: "device", id };
  const address = context.headers === undefined ? null : getIP(context.headers, context.context.options);
  return { kind: "address", address: address ?? "unknown" };
}

async function refuseCommon(context: HookContext): Promise<void> {
  const password = passwordBody.safeParse(context.body).data?.password;
  if (password === undefined || !(await isCommonPassword(password))) return;
  throw new APIError("BAD_REQUEST", { code: "PASSWORD_TOO_COMMON", message: commonPasswordMessage });
}

/** Ends the session that the browser had before it signed in again. */
async function endReplaced(context: HookContext, newToken: string): Promise<void> {
  const { authCookies, secret, internalAdapter } = context.context;
  const token = await context.getSignedCookie(authCookies.sessionToken.name, secret);
  if (typeof token === "string" && token !== newToken) await internalAdapter.deleteSession(token);
}

const foundSession = z.object({ session: z.object({ token: z.string(), createdAt: z.date() }) });

/** A session ends at its age, too, however often it is used. */
async function endedByAge(context: HookContext, maxDays: number) {
  const found = foundSession.safeParse(context.context.returned).data;
  if (found === undefined || addDays(found.session.createdAt, maxDays) > new Date()) return;
  await context.context.internalAdapter.deleteSession(found.session.token);
  return context.json(null);
}
