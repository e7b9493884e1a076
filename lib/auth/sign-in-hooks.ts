import { APIError } from "better-auth";
import { createAuthMiddleware, getIP } from "better-auth/api";
import { z } from "zod";
import { addDays } from "#lib/days.ts";
import type { Env } from "#lib/env.ts";
import { commonPasswordMessage } from "./account/password-schemas.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { isClosed } from "./demo-account.ts";
import type { NewDeviceListener } from "./mail/account-mail.ts";
import type { ProviderHooks } from "./oidc/provider-hooks.ts";
import type { SecurityLog } from "./security-log/security-log.ts";
import { knownDevice, knownDeviceSeconds, makeDevice } from "./throttling/known-device.ts";
import type { AttemptSource, PasswordAttempts } from "./throttling/password-attempts.ts";

const emailBody = z.object({ email: z.string() });
const passwordBody = z.object({ password: z.string() });

interface HookParts {
  readonly attempts: PasswordAttempts;
  readonly security: SecurityLog;
  readonly env: Pick<
    Env,
    "AUTH_SECRET" | "DEMO_MODE" | "PASSWORD_SIGN_IN" | "SESSION_MAX_DAYS" | "SIGN_UP" | "SMTP_URL"
  >;
  readonly onNewDevice: NewDeviceListener;
  readonly providerHooks: Pick<ProviderHooks, "afterSignIn">;
}

/**
 * Limits sign-ins through the library, makes the devices known on which they succeed, and ends sessions that were
 * replaced or grew too old.
 */
export function signInHooks({ attempts, security, env, onNewDevice, providerHooks }: HookParts) {
  const { AUTH_SECRET: secret } = env;
  return {
    before: createAuthMiddleware(async (context) => {
      if (!env.PASSWORD_SIGN_IN && ["/sign-in/email", "/sign-up/email"].includes(context.path)) throw passwordsOff();
      if (context.path === "/sign-up/email") {
        refuseUnlessOpen(env);
        await refuseCommon(context);
      }
      if (context.path === "/sign-out") await recordSignOut(context, security);
      const email = emailOf(context, "/sign-in/email");
      if (email === undefined) return;
      const seconds = await attempts.count({ email, source: sourceOf(context, email, secret), now: new Date() });
      if (seconds === null) return;
      await security.record({ kind: "sign-in-delayed" }, { email }, headersOf(context));
      throw new APIError(
        "TOO_MANY_REQUESTS",
        { code: "TOO_MANY_FAILED_SIGN_INS", message: "Too many failed sign-ins to this account. Try again later." },
        { "Retry-After": String(seconds) },
      );
    }),
    after: createAuthMiddleware(async (context) => {
      if (context.path === "/get-session") return await withoutEnded(context, security, env);
      const { newSession } = context.context;
      const email = emailOf(context, "/sign-in/email") ?? emailOf(context, "/sign-up/email");
      if (newSession === null) {
        if (email !== undefined && isWrongPassword(context))
          await security.record({ kind: "sign-in-failed" }, { email }, headersOf(context));
        return;
      }
      const { session, user } = newSession;
      const isNewDevice = makeDeviceKnown(context, user.email, secret);
      await endReplaced(context, security, session.token);
      const provider = await providerHooks.afterSignIn({ id: user.id, role: String(user.role) });
      const at = provider === null ? {} : { provider: provider.name };
      if (provider?.isNewcomer || context.path === "/sign-up/email") {
        return await security.record({ kind: "account-created", ...at }, user, headersOf(context));
      }
      await security.record({ kind: "signed-in", isNewDevice, ...at }, user, headersOf(context));
      if (email !== undefined) {
        await attempts.forgive({ email, source: sourceOf(context, email, secret), now: new Date() });
      }
      if (isNewDevice && !isFresh(user.createdAt)) {
        await onNewDevice({ email: user.email, userAgent: headersOf(context).get("user-agent"), now: new Date() });
      }
    }),
  };
}

/** The owner of a new account gets no mail about the first sign-in. */
function isFresh(createdAt: Date): boolean {
  return Date.now() - createdAt.getTime() < 10 * 60 * 1000;
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

function emailOf(context: HookContext, path: string): string | undefined {
  return context.path === path ? emailBody.safeParse(context.body).data?.email : undefined;
}

/** @returns whether it was not known to this account before. */
function makeDeviceKnown(context: HookContext, email: string, secret: string): boolean {
  const { name, attributes } = deviceCookie(context);
  const known = context.getCookie(name);
  const isNewDevice = knownDevice(known, email, secret) === null;
  context.setCookie(name, isNewDevice ? makeDevice(email, secret) : (known ?? ""), attributes);
  return isNewDevice;
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

/** Where mail is configured, accounts are made by a link that proves the address, and so tells nobody which exist. */
function refuseUnlessOpen({ SIGN_UP, SMTP_URL }: HookParts["env"]): void {
  if (SIGN_UP === "open" && SMTP_URL === undefined) return;
  const message = SIGN_UP === "open" ? "Sign up on the page, by mail." : "New accounts are not open to everybody here.";
  throw new APIError("FORBIDDEN", { code: "SIGN_UP_NOT_OPEN", message });
}

function passwordsOff(): APIError {
  const message = "There are no passwords here. People sign in with their account elsewhere.";
  return new APIError("FORBIDDEN", { code: "PASSWORD_SIGN_IN_OFF", message });
}

async function refuseCommon(context: HookContext): Promise<void> {
  const password = passwordBody.safeParse(context.body).data?.password;
  if (password === undefined || !(await isCommonPassword(password))) return;
  throw new APIError("BAD_REQUEST", { code: "PASSWORD_TOO_COMMON", message: commonPasswordMessage });
}

function headersOf({ headers = new Headers() }: HookContext): Headers {
  return headers;
}

const refusal = z.object({ body: z.object({ code: z.literal("INVALID_EMAIL_OR_PASSWORD") }) });

function isWrongPassword({ context }: HookContext): boolean {
  return refusal.safeParse(context.returned).success;
}

/** The session of the request's cookie, whose owner is known only until it ends. */
async function presentSession(context: HookContext) {
  const { authCookies, secret, internalAdapter } = context.context;
  const token = await context.getSignedCookie(authCookies.sessionToken.name, secret);
  return typeof token === "string" ? await internalAdapter.findSession(token) : null;
}

/** Before the library signs out. */
async function recordSignOut(context: HookContext, security: SecurityLog): Promise<void> {
  const present = await presentSession(context);
  if (present !== null) await security.record({ kind: "signed-out" }, present.user, headersOf(context));
}

/** Ends the session that the browser had before it signed in again. */
async function endReplaced(context: HookContext, security: SecurityLog, newToken: string): Promise<void> {
  const present = await presentSession(context);
  if (present === null || present.session.token === newToken) return;
  await context.context.internalAdapter.deleteSession(present.session.token);
  const event = { kind: "sessions-ended", count: 1, reason: "replaced" } as const;
  await security.record(event, present.user, headersOf(context));
}

const foundSession = z.object({
  session: z.object({ token: z.string(), userId: z.string(), createdAt: z.date() }),
  user: z.object({ email: z.string(), disabledAt: z.date().nullish() }),
});

/**
 * A session ends at its age, too, however often it is used. One that began while its account was being disabled counts
 * for nothing, and neither does one of a demo that has become a real installation.
 */
async function withoutEnded(context: HookContext, security: SecurityLog, env: HookParts["env"]) {
  const found = foundSession.safeParse(context.context.returned).data;
  if (found === undefined) return;
  if (isClosed(found.user, env)) return context.json(null);
  if (addDays(found.session.createdAt, env.SESSION_MAX_DAYS) > new Date()) return;
  await context.context.internalAdapter.deleteSession(found.session.token);
  const event = { kind: "sessions-ended", count: 1, reason: "too-old" } as const;
  await security.record(event, { id: found.session.userId }, headersOf(context));
  return context.json(null);
}
