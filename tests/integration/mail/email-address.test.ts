import { beforeEach, describe, expect, test } from "vitest";
import { createAuth } from "#lib/auth/auth.ts";
import { createAccount } from "#lib/auth/create-account.ts";
import { relaxedLimits } from "#lib/auth/throttling/rate-limits.ts";
import { byOperator } from "#tests/support/accounts/operators.ts";
import { password, post, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpMailApp, tokenOf } from "./mail-app.ts";

const context = setUpMailApp();
const now = new Date();

const signIn = (email: string) => post(context.app.auth, "/sign-in/email", { email, password });
const userOf = (email: string) => context.db.user.findUnique({ where: { email } });
const confirm = (headers: Headers, token: string) => context.app.auth.confirmEmail(headers, token, new Date());

async function account(email: string, emailVerified: boolean): Promise<Headers> {
  await createAccount({ email, password, name: "Ann", emailVerified }, context.app.auth);
  return sessionHeaders(await signIn(email));
}

beforeEach(async () => {
  await expect.poll(() => context.db.outgoingMail.count(), { timeout: 20_000 }).toBe(0);
  context.smtp.received.length = 0;
});

describe("signing up, where mail is configured", () => {
  test("begins with the address, which is proven by the link: an address of ADMIN_EMAILS makes an admin", async () => {
    await context.app.auth.requestSignUp({ email: "Boss@example.com", from: null }, now);
    const { subject, link } = await context.smtp.mailTo("boss@example.com");
    expect([subject, new URL(link).pathname]).toEqual(["Create your Tidy account", "/join"]);
    expect(await userOf("boss@example.com")).toBeNull();
    const chosen = { name: "Boss", email: "boss@example.com", password };
    const user = await context.app.auth.join(tokenOf(link), chosen, new Headers(), new Date());
    expect(user).toMatchObject({ email: "boss@example.com", role: "admin" });
    expect(await context.app.auth.listInvites(now)).toEqual([]);
  });

  test("tells an existing address that it has an account, by mail only", async () => {
    await account("known@example.com", true);
    await context.app.auth.requestSignUp({ email: "known@example.com", from: null }, now);
    const mail = await context.smtp.mailTo("known@example.com");
    expect(mail).toMatchObject({
      subject: "You already have a Tidy account",
      link: "https://tidy.example.com/sign-in",
    });
  });

  test("an invite that is mailed proves its address", async () => {
    const invite = { email: "guest@example.com", role: "user", days: 7 } as const;
    expect(await context.app.auth.createInvite(invite, { mailed: true, ...byOperator(now) })).toMatchObject({
      url: null,
    });
    const { subject, link, text } = await context.smtp.mailTo("guest@example.com");
    expect([subject, text.includes("for 7 days")]).toEqual(["You are invited to Tidy", true]);
    await context.app.auth.join(tokenOf(link), { name: "Guest", email: "", password }, new Headers(), new Date());
    expect(await userOf("guest@example.com")).toMatchObject({ emailVerified: true });
  });
});

describe("proving an address", () => {
  test("needs the mail and a session of the account", async () => {
    const owner = await account("prove@example.com", false);
    const stranger = await account("stranger@example.com", true);
    await context.app.auth.requestVerification(owner, now);
    const token = await context.tokenFor("prove@example.com");
    expect(await context.app.auth.findConfirmation(stranger, token, now)).toBe("other-account");
    expect(await context.app.auth.findConfirmation(stranger, `${token.slice(0, -1)}x`, now)).toBeNull();
    await expect(confirm(stranger, token)).rejects.toMatchObject({
      kind: "not-found",
      message: "This link is for another account. Sign in to that one.",
    });
    await expect(confirm(new Headers(), token)).rejects.toMatchObject({ kind: "unauthenticated" });
    expect(await userOf("prove@example.com")).toMatchObject({ emailVerified: false });
    expect(await context.app.auth.findConfirmation(owner, token, now)).toMatchObject({ kind: "verify-email" });
    await confirm(owner, token);
    expect(await userOf("prove@example.com")).toMatchObject({ emailVerified: true });
    await expect(confirm(owner, token)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("another address", () => {
  const change = (headers: Headers, newEmail: string, secret = password) =>
    context.app.auth.requestEmailChange(headers, { newEmail, password: secret }, new Date());

  test("needs the password, the old address and the new one; the old one is told, and its links end", async () => {
    const owner = await account("old@example.com", true);
    await expect(change(owner, "new@example.com", "wrong horse")).rejects.toMatchObject({ kind: "invalid" });
    await expect(change(owner, "OLD@example.com")).rejects.toMatchObject({ kind: "invalid" });
    expect(await change(owner, "New@example.com")).toEqual({ mailedTo: "old@example.com" });
    const allow = await context.smtp.mailTo("old@example.com");
    expect([allow.subject, allow.text.includes("new@example.com")]).toEqual([
      "Allow another address for your Tidy account",
      true,
    ]);
    const reset = tokenOf(
      await context.app.auth.createResetLink("old@example.com", { ...byOperator(now), headers: null }),
    );
    await confirm(owner, tokenOf(allow.link));
    expect(await userOf("old@example.com")).not.toBeNull();
    await confirm(owner, await context.tokenFor("new@example.com"));
    expect(await userOf("old@example.com")).toBeNull();
    expect(await userOf("new@example.com")).toMatchObject({ emailVerified: true });
    expect((await context.smtp.mailTo("old@example.com")).subject).toBe("The address of your Tidy account was changed");
    expect(await context.app.auth.findReset(reset, now)).toBeNull();
    expect((await signIn("new@example.com")).status).toBe(200);
  });

  test("of an account whose own was never proven needs the new one only", async () => {
    const owner = await account("typo@example.com", false);
    expect(await change(owner, "right@example.com")).toEqual({ mailedTo: "right@example.com" });
    await confirm(owner, await context.tokenFor("right@example.com"));
    expect(await userOf("right@example.com")).toMatchObject({ emailVerified: true });
  });

  test("is asked for once more by the same link where too many mails went there", async () => {
    const owner = await account("patient@example.com", true);
    await change(owner, "full@example.com");
    const token = await context.tokenFor("patient@example.com");
    const limits = { ...relaxedLimits, mailsPerRecipient: { seconds: 3600, max: 0 } };
    const { env } = context.app;
    const full = createAuth({ database: context.db, env, limits, postMail: async () => {} });
    await expect(full.confirmEmail(owner, token, new Date())).rejects.toMatchObject({ kind: "too-many-requests" });
    await confirm(owner, token);
    await confirm(owner, await context.tokenFor("full@example.com"));
    expect(await userOf("full@example.com")).toMatchObject({ emailVerified: true });
  });

  test("that has an account is told so by mail, and never taken", async () => {
    const owner = await account("mover@example.com", false);
    await createAccount({ email: "resident@example.com", password, name: "Resident" }, context.app.auth);
    expect(await change(owner, "resident@example.com")).toEqual({ mailedTo: "resident@example.com" });
    expect((await context.smtp.mailTo("resident@example.com")).subject).toBe("You already have a Tidy account");
    // Taken between the mail and its link.
    await change(owner, "vacant@example.com");
    const token = await context.tokenFor("vacant@example.com");
    await createAccount({ email: "vacant@example.com", password, name: "Faster" }, context.app.auth);
    await expect(confirm(owner, token)).rejects.toMatchObject({ kind: "conflict" });
    expect(await userOf("mover@example.com")).not.toBeNull();
  });
});
