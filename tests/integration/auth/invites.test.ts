import { describe, expect, test } from "vitest";
import type { Auth } from "#lib/auth/auth.ts";
import { createAccountLinks } from "#lib/auth/links/account-links.ts";
import { dayMs } from "#lib/days.ts";
import { byOperator } from "#tests/support/accounts/operators.ts";
import { cheapHashing, password, post, sessionHeaders } from "#tests/support/sessions.ts";
import { authEnv, setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
const now = new Date();
const headers = new Headers({ "user-agent": "Test" });
const ann = { name: "Ann", email: "ann@example.com", password };

const tokenOf = (url: string | null) => new URL(url ?? "").searchParams.get("token") ?? "";
async function invite(auth: Auth, { email = null, role = "user", at = now }: InviteOptions = {}): Promise<string> {
  return tokenOf((await auth.createInvite({ email, role, days: 7 }, { mailed: false, ...byOperator(at) })).url);
}
interface InviteOptions {
  readonly email?: string | null;
  readonly role?: "user" | "admin";
  readonly at?: Date;
}

const signUpWith = (auth: Auth, email: string) => post(auth, "/sign-up/email", { email, password, name: "Ann" });

describe("SIGN_UP=invite", () => {
  const auth = () => context.configured({ env: { SIGN_UP: "invite" } });

  test("makes accounts by an invite only, once each", async () => {
    expect((await signUpWith(auth(), "stranger@example.com")).status).toBe(403);
    expect(await auth().howToSignUp(null, now)).toBe("invite");
    const token = await invite(auth());
    expect(await auth().findInvitation(token, now)).toMatchObject({ email: null });
    const user = await auth().join(token, { ...ann, email: " Ann@Example.com" }, headers, now);
    expect(user).toMatchObject({ name: "Ann", email: "ann@example.com", role: "user", retentionDays: 9 });
    const session = sessionHeaders(await post(auth(), "/sign-in/email", ann));
    expect(await auth().findUserBySession(session)).toMatchObject({ id: user.id });
    const again = auth().join(token, { ...ann, email: "second@example.com" }, headers, now);
    await expect(again).rejects.toMatchObject({ kind: "not-found" });
    expect(await context.db.user.count({ where: { email: "second@example.com" } })).toBe(0);
  });

  test("used by two at once, an invite makes one account", async () => {
    const token = await invite(auth());
    // An account's password is hashed once its invite was found and before that is used up: both have found it.
    const bothFound = Promise.withResolvers<void>();
    let found = 0;
    const hash = async (plain: string) => {
      found += 1;
      if (found === 2) bothFound.resolve();
      await bothFound.promise;
      return cheapHashing.hash(plain);
    };
    const waiting = context.configured({ env: { SIGN_UP: "invite" }, hashing: { ...cheapHashing, hash } });
    const tries = await Promise.allSettled(
      ["one@example.com", "two@example.com"].map((email) => waiting.join(token, { ...ann, email }, headers, now)),
    );
    expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await context.db.user.count({ where: { email: { in: ["one@example.com", "two@example.com"] } } })).toBe(1);
  });

  test("an invite for an address is for that one, gives its role, and proves nothing that was not mailed", async () => {
    const token = await invite(auth(), { email: "Admin@example.com", role: "admin" });
    const user = await auth().join(token, { ...ann, email: "other@example.com" }, headers, now);
    expect(user).toMatchObject({ email: "admin@example.com", role: "admin" });
    expect(await context.db.user.findUnique({ where: { id: user.id } })).toMatchObject({ emailVerified: false });
    const boss = await auth().join(await invite(auth(), { email: "boss@example.com" }), ann, headers, now);
    expect(boss.role).toBe("user");
  });

  test("a taken address and a common password leave the invite as it is", async () => {
    await context.signUp("taken@example.com");
    const token = await invite(auth());
    const taken = auth().join(token, { ...ann, email: "Taken@example.com" }, headers, now);
    await expect(taken).rejects.toMatchObject({ kind: "conflict", fields: [{ field: "email" }] });
    const common = auth().join(token, { ...ann, email: "c@example.com", password: "Q1w2E3r4T5y6" }, headers, now);
    await expect(common).rejects.toMatchObject({ kind: "invalid" });
    await auth().join(token, { ...ann, email: "untaken@example.com" }, headers, now);
    await expect(invite(auth(), { email: "TAKEN@example.com" })).rejects.toMatchObject({ kind: "conflict" });
  });

  test("an invite to anybody does not let one ask for many addresses", async () => {
    const few = context.configured({ env: { SIGN_UP: "invite" }, limits: { signUps: { seconds: 60, max: 1 } } });
    const from = new Headers({ "x-forwarded-for": "192.0.2.7" });
    await context.signUp("asked-for@example.com");
    const token = await invite(few);
    const ask = () => few.join(token, { ...ann, email: "asked-for@example.com" }, from, now);
    await expect(ask()).rejects.toMatchObject({ kind: "conflict" });
    await expect(ask()).rejects.toMatchObject({ kind: "too-many-requests", retryAfterSeconds: 60 });
    await few.join(
      token,
      { ...ann, email: "not-asked-for@example.com" },
      new Headers({ "x-forwarded-for": "192.0.2.8" }),
      now,
    );
  });

  test("invites are listed until they are used, revoked or expired", async () => {
    await context.db.accountLink.deleteMany();
    const later = new Date(now.getTime() + 1);
    const old = await invite(auth(), { at: new Date(now.getTime() - 7 * dayMs) });
    const [kept, revoked] = [await invite(auth(), { email: "kept@example.com" }), await invite(auth(), { at: later })];
    const [newest, oldest, ...others] = await auth().listInvites(now);
    expect([newest?.email, oldest?.email, others]).toEqual([null, "kept@example.com", []]);
    await auth().revokeInvite(newest?.id ?? "", byOperator(now));
    await expect(auth().revokeInvite(newest?.id ?? "", byOperator(now))).rejects.toMatchObject({ kind: "not-found" });
    for (const token of [old, revoked]) {
      expect(await auth().findInvitation(token, now)).toBeNull();
      await expect(auth().join(token, ann, headers, now)).rejects.toMatchObject({ kind: "not-found" });
    }
    expect(await auth().findInvitation(kept, now)).toMatchObject({ email: "kept@example.com" });
    expect(await auth().listInvites(now)).toHaveLength(1);
  });
});

describe("where sign-up is closed by now", () => {
  test("an invite of earlier makes no account, says so at once, and stays", async () => {
    const token = await invite(context.auth);
    const closed = context.configured({ env: { SIGN_UP: "closed" } });
    expect((await signUpWith(closed, "late@example.com")).status).toBe(403);
    await expect(invite(closed)).rejects.toMatchObject({ kind: "forbidden" });
    const refusal = expect.stringContaining("Your link is not used up: ask the person who runs this installation");
    expect(await closed.findInvitation(token, now)).toEqual({ refusal });
    const late = closed.join(token, { ...ann, email: "late@example.com" }, headers, now);
    await expect(late).rejects.toMatchObject({ kind: "forbidden", message: refusal });
    expect(await closed.howToSignUp(null, now)).toBe("invite");
    // Open again.
    expect(await context.auth.findInvitation(token, now)).toEqual({ refusal: null, email: null });
    await context.auth.join(token, { ...ann, email: "late@example.com" }, headers, now);
  });

  test("a link of a sign-up says at once that only an invite makes an account by now", async () => {
    const links = createAccountLinks({ database: context.db, env: authEnv });
    const link = { kind: "sign-up", mailed: true, email: "slow@example.com" } as const;
    const token = tokenOf((await links.create(link, { ttlMs: dayMs, now })).url);
    expect(await context.auth.findInvitation(token, now)).toEqual({ refusal: null, email: link.email });
    const byInvite = context.configured({ env: { SIGN_UP: "invite" } });
    const refusal = expect.stringContaining("New accounts are made by invitation here.");
    expect(await byInvite.findInvitation(token, now)).toEqual({ refusal });
    await expect(byInvite.join(token, ann, headers, now)).rejects.toMatchObject({ message: refusal });
  });
});

describe("an installation that nobody administers yet", () => {
  test("opens the form to who has the setup link, whatever SIGN_UP says", async () => {
    await context.db.user.deleteMany();
    const auth = context.configured({ env: { SIGN_UP: "closed", ADMIN_EMAILS: [] } });
    const setup = tokenOf(await auth.createSetupLink(now));
    const first = { ...ann, email: "first@example.com" };
    expect(await auth.howToSignUp(setup, now)).toBe("form");
    expect(await auth.howToSignUp(`${setup}x`, now)).toBe("invite");
    await expect(auth.joinForSetup(`${setup}x`, first, headers, now)).rejects.toMatchObject({ kind: "forbidden" });
    expect(await auth.joinForSetup(setup, first, headers, now)).toMatchObject({ role: "user" });
    const session = sessionHeaders(await post(auth, "/sign-in/email", first));
    await auth.becomeAdmin(session, setup, now);
    expect((await auth.findUserBySession(session))?.role).toBe("admin");
    const second = auth.joinForSetup(setup, { ...ann, email: "second@example.com" }, headers, now);
    await expect(second).rejects.toMatchObject({ kind: "forbidden" });
  });
});
