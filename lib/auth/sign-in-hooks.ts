import { APIError } from "better-auth";
import { createAuthMiddleware, getIP } from "better-auth/api";
import { z } from "zod";
import { knownDevice, knownDeviceSeconds, makeDevice } from "./throttling/known-device.ts";
import type { AttemptSource, PasswordAttempts } from "./throttling/password-attempts.ts";

const emailBody = z.object({ email: z.string() });

/** Limits sign-ins through the library, and makes the devices known on which they succeed. */
export function signInHooks(attempts: PasswordAttempts, secret: string) {
  return {
    before: createAuthMiddleware(async (context) => {
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
      const email = emailOf(context, "/sign-in/email") ?? emailOf(context, "/sign-up/email");
      if (email === undefined || context.context.newSession === null) return;
      const { name, attributes } = deviceCookie(context);
      const known = context.getCookie(name);
      const value = knownDevice(known, email, secret) === null ? makeDevice(email, secret) : (known ?? "");
      context.setCookie(name, value, attributes);
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
