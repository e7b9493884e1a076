import { createHmac } from "node:crypto";

/** The signing key of the tests, without its prefix. */
export const secret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/** The key that is accepted as well, while it is being replaced. */
export const otherSecret = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

/** Variables of an app outside dev mode. */
export const keys = {
  TASK_ENGINE: "inngest",
  INNGEST_EVENT_KEY: "event-key-of-the-tests",
  INNGEST_SIGNING_KEY: `signkey-test-${secret}`,
  INNGEST_SIGNING_KEY_FALLBACK: `signkey-test-${otherSecret}`,
} as const;

export const hmac = (text: string, key: string) => createHmac("sha256", key).update(text).digest("hex");

/** RFC 8785: keys in order, no spaces. Inngest signs a body in this form. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** Signs a body as Inngest does. */
export function signature(body: string, options: { key?: string; secondsAgo?: number } = {}): string {
  const { key = secret, secondsAgo = 0 } = options;
  const time = String(Math.floor(Date.now() / 1000) - secondsAgo);
  const signed = body === "" ? "" : canonical(JSON.parse(body));
  return `t=${time}&s=${hmac(signed + time, key)}`;
}
