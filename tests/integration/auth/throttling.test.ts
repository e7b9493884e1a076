import { beforeAll, describe, expect, test } from "vitest";
import { admit } from "#lib/http/throttling.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { bearer, scriptKey } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
const env = { CRON_SECRET: "0123456789abcdef" };
const now = new Date("2026-11-24T12:00:00.000Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const refused = { kind: "too-many-requests" };

/** An API that answers three requests a minute. */
function setUp() {
  const auth = context.configured({
    env: { TRUSTED_PROXIES: ["10.0.0.0/8"] },
    limits: { requests: { seconds: 60, max: 3 } },
  });
  const app = { auth, env };
  return (access: Parameters<typeof admit>[0], headers: Headers, at = now) =>
    admit(access, { app, request: new Request(appUrl, { headers }), now: at });
}

let session: Headers;
let key: Headers;
beforeAll(async () => {
  session = await context.signUp("ann@example.com");
  key = bearer((await context.auth.createApiKey(session, scriptKey, new Date())).key);
});

describe("requests to the API", () => {
  test("are limited per user, and allowed again after the stated time", async () => {
    const ask = setUp();
    for (let n = 0; n < 3; n += 1) expect(await ask("user", session)).toMatchObject({ via: "session" });
    await expect(ask("user", session)).rejects.toMatchObject({ ...refused, retryAfterSeconds: 20 });
    expect(await ask("user", session, later(20))).toMatchObject({ via: "session" });
  });

  test("of a user's scripts don't count for the user's browsers", async () => {
    const ask = setUp();
    for (let n = 0; n < 3; n += 1) await ask("user", key);
    await expect(ask("user", key)).rejects.toMatchObject(refused);
    expect(await ask("user", session)).toMatchObject({ via: "session" });
  });

  test("of other users are answered", async () => {
    const ask = setUp();
    const bob = await context.signUp("bob@example.com");
    for (let n = 0; n < 3; n += 1) await ask("user", session);
    await expect(ask("user", session)).rejects.toMatchObject(refused);
    expect(await ask("user", bob)).toMatchObject({ user: { email: "bob@example.com" } });
  });

  test("of strangers are limited by address behind two proxies, whatever they send or make up", async () => {
    const ask = setUp();
    let made = 0;
    const from = (address: string, headers = new Headers()) => {
      made += 1;
      headers.set("x-forwarded-for", `203.0.113.${made}, ${address}, 10.0.0.2, 10.0.0.1`);
      return headers;
    };
    await expect(ask("user", from("192.0.2.1"))).rejects.toMatchObject({ kind: "unauthenticated" });
    await expect(ask("user", from("192.0.2.1", bearer("tidy_guess")))).rejects.toMatchObject({
      kind: "unauthenticated",
    });
    await expect(ask("cron", from("192.0.2.1", bearer("fedcba9876543210")))).rejects.toMatchObject({
      kind: "unauthenticated",
    });
    await expect(ask("user", from("192.0.2.1", bearer("tidy_guess")))).rejects.toMatchObject(refused);
    await expect(ask("public", from("192.0.2.1"))).rejects.toMatchObject(refused);
    expect(await ask("public", from("192.0.2.2"))).toBeNull();
    expect(await ask("user", from("192.0.2.1", new Headers(session)))).toMatchObject({ via: "session" });
  });

  test("that are forbidden count, too", async () => {
    const ask = setUp();
    for (let n = 0; n < 3; n += 1) await expect(ask("admin", session)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(ask("admin", session)).rejects.toMatchObject(refused);
  });

  test("of a scheduler with the secret are never refused", async () => {
    const ask = setUp();
    for (let n = 0; n < 10; n += 1) expect(await ask("cron", bearer("0123456789abcdef"))).toBeNull();
  });
});
