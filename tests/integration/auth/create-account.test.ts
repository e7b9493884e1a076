import { describe, expect, test } from "vitest";
import { createAccount } from "#lib/auth/create-account.ts";
import type { CredentialsRequest } from "#lib/auth/credentials.ts";
import { password, post } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();

describe("createAccount", () => {
  const input = { email: "Sample@example.com", password: "tidy-demo", name: "Sample" };
  const signIn = (secret: string) => post(context.auth, "/sign-in/email", { email: input.email, password: secret });

  test("creates an account without a session, once", async () => {
    const first = await createAccount(input, context.auth);
    expect(first).toMatchObject({
      created: true,
      user: { email: "sample@example.com", role: "user", retentionDays: 9 },
    });
    expect(await context.db.session.count()).toBe(0);
    const again = await createAccount({ ...input, password: "another one" }, context.auth);
    expect(again).toEqual({ created: false, user: first.user });
    expect((await signIn("tidy-demo")).status).toBe(200);
    expect((await signIn("another one")).status).toBe(401);
    expect(await context.db.account.count()).toBe(1);
  });

  test("creates admins by ADMIN_EMAILS only with a proven address", async () => {
    const { user } = await createAccount({ ...input, email: "boss@example.com" }, context.auth);
    expect(user.role).toBe("user");
    const other = context.configured({ env: { ADMIN_EMAILS: ["proven@example.com"] } });
    const proven = await createAccount({ ...input, email: "proven@example.com", emailVerified: true }, other);
    expect(proven.user.role).toBe("admin");
  });

  test("completes an account without a password", async () => {
    const { user } = await createAccount({ ...input, email: "half@example.com" }, context.auth);
    await context.db.account.deleteMany({ where: { userId: user.id } });
    expect(await createAccount({ ...input, email: "half@example.com" }, context.auth)).toEqual({
      created: false,
      user,
    });
    expect(await context.db.account.count({ where: { userId: user.id } })).toBe(1);
  });
});

describe("submitCredentials", () => {
  const submit = (request: CredentialsRequest, { headers = new Headers(), auth = context.auth } = {}) =>
    auth.submitCredentials(request, headers);
  const account = (email: string) => ({ email, password, name: "Form" });

  test("signs up and in, and sets the session's cookie", async () => {
    for (const kind of ["sign-up", "sign-in"] as const) {
      const answer = await submit({ kind, body: account("form@example.com") });
      if (!answer.ok) throw new Error(answer.problem);
      const cookie = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
      expect(answer.cookies[0]?.options).toMatchObject({ httpOnly: true, secure: true, sameSite: "lax", path: "/" });
      const user = await context.auth.findUserBySession(new Headers({ cookie }));
      expect(user).toMatchObject({ email: "form@example.com" });
    }
  });

  test("says what is wrong", async () => {
    await submit({ kind: "sign-up", body: account("known@example.com") });
    const wrong = { email: "known@example.com", password: "wrong horse" };
    expect(await submit({ kind: "sign-in", body: wrong })).toMatchObject({ ok: false, problem: "wrong-credentials" });
    const taken = await submit({ kind: "sign-up", body: account("known@example.com") });
    expect(taken).toMatchObject({ ok: false, problem: "email-taken" });
  });

  test("counts per IP address, as the API does", async () => {
    const auth = context.configured({ limits: { signIns: { seconds: 60, max: 1 } } });
    const body = { email: "nobody@example.com", password };
    const from = (address: string) =>
      submit({ kind: "sign-in", body }, { headers: new Headers({ "x-forwarded-for": address }), auth });
    expect(await from("203.0.113.1")).toMatchObject({ problem: "wrong-credentials" });
    expect(await from("203.0.113.1")).toMatchObject({ problem: "too-many-attempts" });
    expect(await from("203.0.113.2")).toMatchObject({ problem: "wrong-credentials" });
  });

  test("counts per account and says how long to wait", async () => {
    const auth = context.configured({ limits: { failuresPerSource: { seconds: 900, max: 1 } } });
    const body = { email: "guessed@example.com", password };
    await submit({ kind: "sign-in", body }, { auth });
    const answer = await submit({ kind: "sign-in", body }, { auth });
    expect(answer).toMatchObject({ problem: "too-many-attempts" });
    expect(!answer.ok && answer.retryAfterSeconds).toBeGreaterThan(890);
  });
});
