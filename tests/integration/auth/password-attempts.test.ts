import { describe, expect, test } from "vitest";
import type { Auth } from "#lib/auth/auth.ts";
import { createPasswordAttempts } from "#lib/auth/throttling/password-attempts.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { password, post, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
const now = new Date();

interface From {
  readonly address?: string;
  /** The cookies of a browser. */
  readonly browser?: Headers;
}

function signIn(auth: Auth, email: string, secret: string, { address = "192.0.2.1", browser }: From = {}) {
  const cookie = browser?.get("cookie");
  const cookies = cookie ? { cookie, origin: appUrl } : {};
  return post(auth, "/sign-in/email", { email, password: secret }, { "x-forwarded-for": address, ...cookies });
}

const statusOf = async (answer: Promise<Response>) => (await answer).status;
const limited = (source: number, account = 1000) =>
  context.configured({
    limits: {
      failuresPerSource: { seconds: 900, max: source },
      failuresPerAccount: { seconds: 900, max: account },
    },
  });

describe("wrong passwords from one address", () => {
  test("are limited, and then even the right password has to wait", async () => {
    const auth = limited(3);
    await context.signUp("target@example.com");
    for (let guess = 0; guess < 3; guess += 1) {
      expect(await statusOf(signIn(auth, "target@example.com", "wrong horse"))).toBe(401);
    }
    const refused = await signIn(auth, "Target@example.com", password);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: "TOO_MANY_FAILED_SIGN_INS" });
  });

  test("lock nobody out who comes from elsewhere, nor other accounts", async () => {
    const auth = limited(1);
    await context.signUp("owner@example.com");
    await context.signUp("bystander@example.com");
    await signIn(auth, "owner@example.com", "wrong horse");
    expect(await statusOf(signIn(auth, "owner@example.com", password))).toBe(429);
    expect(await statusOf(signIn(auth, "bystander@example.com", password))).toBe(200);
    expect(await statusOf(signIn(auth, "owner@example.com", password, { address: "192.0.2.9" }))).toBe(200);
  });

  test("are limited, too, when they come all at once", async () => {
    const auth = limited(3);
    const guesses = Array.from({ length: 12 }, (_, index) => signIn(auth, "rushed@example.com", `guess ${index}`));
    const statuses = (await Promise.all(guesses)).map((response) => response.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(9);
  });

  test("are forgotten after a success", async () => {
    const auth = limited(2, 2);
    await context.signUp("often@example.com");
    for (let round = 0; round < 3; round += 1) {
      expect(await statusOf(signIn(auth, "often@example.com", `wrong ${round}`))).toBe(round === 2 ? 429 : 401);
      if (round < 1) expect(await statusOf(signIn(auth, "often@example.com", password))).toBe(200);
    }
  });

  test("store no address in the database", async () => {
    await signIn(limited(3), "secret.address@example.com", "wrong horse");
    const keys = (await context.db.rateLimit.findMany()).map(({ key }) => key);
    expect(keys.join()).toContain("password-attempts|");
    expect(keys.join()).not.toContain("secret.address");
  });
});

describe("wrong passwords from everywhere", () => {
  const guessFrom = (auth: Auth, email: string, addresses: number) =>
    Promise.all(
      Array.from({ length: addresses }, (_, index) =>
        statusOf(signIn(auth, email, "wrong horse", { address: `198.51.100.${index}` })),
      ),
    );

  test("are limited for sources that nobody knows", async () => {
    const auth = limited(10, 4);
    const statuses = await guessFrom(auth, "spread@example.com", 8);
    expect(statuses.filter((status) => status === 401)).toHaveLength(4);
  });

  test("don't keep the owner off a known device, in the form and over HTTP", async () => {
    const auth = limited(10, 4);
    const browser = await context.signUp("attacked@example.com");
    await guessFrom(auth, "attacked@example.com", 8);
    expect(await statusOf(signIn(auth, "attacked@example.com", password))).toBe(429);
    expect(await statusOf(signIn(auth, "attacked@example.com", password, { browser }))).toBe(200);
    const body = { email: "attacked@example.com", password };
    const answer = await auth.submitCredentials({ kind: "sign-in", body }, browser);
    expect(answer).toMatchObject({ ok: true });
  });

  test("don't end what the owner can do in an open session", async () => {
    const auth = limited(10, 4);
    const browser = await context.signUp("busy@example.com");
    await guessFrom(auth, "busy@example.com", 8);
    await auth.changePassword(browser, { currentPassword: password, newPassword: "another fine horse" }, now);
  });
});

describe("a known device", () => {
  test("has a limit of its own", async () => {
    const auth = limited(2);
    const browser = await context.signUp("clumsy@example.com");
    for (let guess = 0; guess < 2; guess += 1) {
      expect(await statusOf(signIn(auth, "clumsy@example.com", "wrong horse", { browser }))).toBe(401);
    }
    expect(await statusOf(signIn(auth, "clumsy@example.com", password, { browser }))).toBe(429);
    expect(await statusOf(signIn(auth, "clumsy@example.com", password))).toBe(200);
  });

  test("is known to one account only, and can't be made up", async () => {
    const auth = limited(1);
    await context.signUp("mine@example.com");
    const stranger = await context.signUp("stranger@example.com");
    await signIn(auth, "mine@example.com", "wrong horse");
    expect(await statusOf(signIn(auth, "mine@example.com", password, { browser: stranger }))).toBe(429);
    const madeUp = `__Secure-tidy.device=${"a".repeat(32)}.${"b".repeat(64)}`;
    const browser = new Headers({ cookie: madeUp });
    expect(await statusOf(signIn(auth, "mine@example.com", password, { browser }))).toBe(429);
  });

  test("stays the same device when it signs in again", async () => {
    const browser = await context.signUp("again@example.com");
    const again = sessionHeaders(await signIn(context.auth, "again@example.com", password, { browser }));
    const device = (headers: Headers) => /tidy\.device=([^;]*)/.exec(headers.get("cookie") ?? "")?.[1];
    expect(device(browser)).toMatch(/^[0-9a-f]{32}\.[0-9a-f]{64}$/);
    expect(device(again)).toBe(device(browser));
  });
});

test("wrong passwords in an open session count for the account, too", async () => {
  const auth = limited(10, 2);
  const browser = await context.signUp("stolen@example.com");
  const user = await auth.findUserBySession(browser);
  if (user === null) throw new Error("Nobody is signed in.");
  const guess = { currentPassword: "wrong horse", newPassword: "another fine horse" };
  await expect(auth.changePassword(browser, guess, now)).rejects.toMatchObject({ kind: "invalid" });
  await expect(auth.deleteAccount(user, "wrong horse", { headers: browser, now })).rejects.toMatchObject({
    kind: "invalid",
  });
  expect(await statusOf(signIn(auth, "stolen@example.com", password))).toBe(429);
});

test("the window begins with the first failure", async () => {
  const limit = { seconds: 900, max: 2 };
  const attempts = createPasswordAttempts(context.db, { failuresPerSource: limit, failuresPerAccount: limit });
  const at = (seconds: number) => ({
    email: "patient@example.com",
    source: { kind: "address", address: "192.0.2.1" } as const,
    now: new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)),
  });
  expect(await attempts.count(at(0))).toBeNull();
  expect(await attempts.count(at(600))).toBeNull();
  expect(await attempts.count(at(700))).toBe(200);
  expect(await attempts.count(at(899))).toBe(1);
  expect(await attempts.count(at(900))).toBeNull();
  await attempts.forgive({ ...at(900), email: " Patient@example.com" });
  expect(await attempts.count(at(901))).toBeNull();
});
