import { beforeEach, describe, expect, test } from "vitest";
import { createAccount } from "#lib/auth/create-account.ts";
import { dayMs } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import { byOperator } from "#tests/support/accounts/operators.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { password, post, scriptKey, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpMailApp, tokenOf } from "./mail-app.ts";

const context = setUpMailApp();
const now = new Date();
const newPassword = "another correct horse";
const from = "192.0.2.1";

const signIn = (email: string, secret: string) =>
  post(context.app.auth, "/sign-in/email", { email, password: secret }, { "x-forwarded-for": from });

async function account(email: string, emailVerified = true): Promise<Headers> {
  await createAccount({ email, password, name: "Ann", emailVerified }, context.app.auth);
  return sessionHeaders(await signIn(email, password));
}

const request = (email: string) => context.app.auth.requestPasswordReset({ email, from }, now);
const reset = (token: string, secret = newPassword) =>
  context.app.auth.resetPassword({ token, newPassword: secret }, new Headers({ "x-forwarded-for": from }), new Date());

/** Waits until every run of `mail/send` has ended. */
async function allSent(): Promise<void> {
  await expect.poll(() => context.db.outgoingMail.count(), { timeout: 20_000 }).toBe(0);
}

beforeEach(async () => {
  await allSent();
  context.smtp.received.length = 0;
});

describe("a forgotten password", () => {
  test("is replaced by a link of a mail, once, which signs out every browser and says so", async () => {
    const session = await account("ann@example.com");
    await request("  Ann@Example.com ");
    const mail = await context.smtp.mailTo("ann@example.com");
    expect(mail.subject).toBe("Choose a new password for Tidy");
    expect(mail.link).toMatch(/^https:\/\/tidy\.example\.com\/reset-password\?token=[0-9a-f]{96}$/);
    const token = tokenOf(mail.link);
    expect(await context.app.auth.findReset(token, now)).toEqual({ email: "ann@example.com" });
    expect(await context.app.auth.findUserBySession(session)).not.toBeNull();

    await reset(token);
    expect(await context.app.auth.findUserBySession(session)).toBeNull();
    expect((await signIn("ann@example.com", password)).status).toBe(401);
    expect((await signIn("ann@example.com", newPassword)).status).toBe(200);
    expect((await context.smtp.mailTo("ann@example.com")).subject).toBe("Your Tidy password was changed");
    await expect(reset(token)).rejects.toMatchObject({ kind: "not-found" });
  });

  test("used twice at once, works once", async () => {
    await account("twice@example.com");
    await request("twice@example.com");
    const token = await context.tokenFor("twice@example.com");
    const tries = await Promise.allSettled([reset(token, "one new password"), reset(token, "two new passwords")]);
    expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("refuses a common password, and the link stays", async () => {
    await account("common@example.com");
    await request("common@example.com");
    const token = await context.tokenFor("common@example.com");
    await expect(reset(token, "Q1w2E3r4T5y6")).rejects.toMatchObject({ kind: "invalid" });
    await reset(token);
  });

  test("ends every other link of the account", async () => {
    await account("links@example.com");
    const [first, second] = [
      await context.app.auth.createResetLink("links@example.com", { ...byOperator(now), headers: null }),
      await context.app.auth.createResetLink("links@example.com", { ...byOperator(now), headers: null }),
    ];
    await reset(tokenOf(first));
    await expect(reset(tokenOf(second))).rejects.toMatchObject({ kind: "not-found" });
  });

  test("is no way in for links that are old or made up", async () => {
    await account("strict@example.com");
    const old = await context.app.auth.createResetLink("strict@example.com", {
      ...byOperator(new Date(now.getTime() - dayMs)),
      headers: null,
    });
    const fresh = tokenOf(
      await context.app.auth.createResetLink("strict@example.com", { ...byOperator(now), headers: null }),
    );
    const id = newId(now).replaceAll("-", "");
    for (const wrong of [
      tokenOf(old),
      "",
      fresh.slice(1),
      `${fresh}0`,
      `${id}${fresh.slice(32)}`,
      fresh.toUpperCase(),
    ]) {
      await expect(reset(wrong)).rejects.toMatchObject({ kind: "not-found" });
    }
    await reset(fresh);
  });

  test("leaves no token in links, and no address in runs", async () => {
    await account("stored@example.com");
    await request("stored@example.com");
    const token = await context.tokenFor("stored@example.com");
    const links = await context.db.accountLink.findMany({ where: { user: { email: "stored@example.com" } } });
    expect(links).toHaveLength(1);
    expect(JSON.stringify(links)).not.toContain(token.slice(32));
    const runs = await context.db.taskRun.findMany({ where: { task: "mail/send" } });
    expect(JSON.stringify(runs)).not.toContain("@example.com");
  });
});

describe("an address that nobody had proven", () => {
  test("is proven by the mail, and the keys that were made before are gone", async () => {
    const squatter = await account("boss@example.com", false);
    const { key } = await context.app.auth.createApiKey(squatter, scriptKey, now);
    expect((await context.smtp.mailTo("boss@example.com")).subject).toBe("A new API key for your Tidy account");
    expect((await context.app.auth.findUserBySession(squatter))?.role).toBe("user");
    await request("boss@example.com");
    await reset(await context.tokenFor("boss@example.com"));
    expect(await context.app.auth.findUserByApiKey(key, now)).toBeNull();
    const owner = sessionHeaders(await signIn("boss@example.com", newPassword));
    expect((await context.app.auth.findUserBySession(owner))?.role).toBe("admin");
  });

  test("stays unproven by an admin's link, and keys stay", async () => {
    const session = await account("handed@example.com", false);
    const { key } = await context.app.auth.createApiKey(session, scriptKey, now);
    await reset(
      tokenOf(await context.app.auth.createResetLink("Handed@example.com", { ...byOperator(now), headers: null })),
    );
    expect(await context.app.auth.findUserByApiKey(key, now)).not.toBeNull();
    const { emailVerified } = await context.db.user.findUniqueOrThrow({ where: { email: "handed@example.com" } });
    expect(emailVerified).toBe(false);
  });
});

describe("the owner of an account", () => {
  const subject = async () => (await context.smtp.mailTo("told@example.com")).subject;

  test("hears of a new password, and of a sign-in in a browser that is new", async () => {
    const session = await account("told@example.com");
    const change = { currentPassword: password, newPassword };
    await context.app.auth.changePassword(session, change, new Date());
    expect(await subject()).toBe("Your Tidy password was changed");
    // Nobody is told of the first sign-in to a new account.
    const data = { createdAt: new Date(now.getTime() - dayMs) };
    await context.db.user.update({ where: { email: "told@example.com" }, data });
    const elsewhere = sessionHeaders(await signIn("told@example.com", newPassword));
    expect(await subject()).toBe("A new sign-in to your Tidy account");
    const again = { email: "told@example.com", password: newPassword };
    await post(context.app.auth, "/sign-in/email", again, { cookie: elsewhere.get("cookie") ?? "", origin: appUrl });
    await allSent();
    expect(context.smtp.received).toEqual([]);
  });
});
