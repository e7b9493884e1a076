import { describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { byOperator } from "#tests/support/accounts/operators.ts";
import type { Person } from "#tests/support/oidc/oidc-server.ts";
import { post, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpProvider } from "./provider-harness.ts";

const provider = setUpProvider();
const ann: Person = { sub: "ann", email: "ann@corp.example", email_verified: true, name: "Ann" };

describe("somebody signed in", () => {
  const fay: Person = { sub: "fay", email: "fay@corp.example", email_verified: true };
  const kindsSince = async (email: string, count: number) => (await provider.kindsOf(email)).slice(count);

  test("links a provider whose address is theirs, which proves it, and unlinks it again", async () => {
    const session = await provider.context.signUp("fay@corp.example");
    await provider.signIn(provider.auth, ann);
    const linking = { purpose: "link", next: "/settings" } as const;
    expect(await provider.refusal(provider.auth, { ...fay, email: "else@corp.example" }, linking, session)).toBe(
      "other-address",
    );
    expect(await provider.refusal(provider.auth, { ...fay, email_verified: false }, linking, session)).toBe(
      "email-not-verified",
    );
    expect(await provider.refusal(provider.auth, { ...ann, email: "fay@corp.example" }, linking, session)).toBe(
      "linked-elsewhere",
    );
    const before = (await provider.kindsOf("fay@corp.example")).length;
    expect((await provider.answerTo(provider.auth, fay, linking, session)).headers.get("location")).toBe("/settings");
    expect(await kindsSince("fay@corp.example", before)).toEqual(["provider-linked", "email-verified"]);
    await provider.answerTo(provider.auth, fay, linking, session);
    const tokens = { accessToken: null, refreshToken: null, idToken: null };
    expect(await provider.context.db.account.findFirst({ where: { accountId: "fay" } })).toMatchObject(tokens);
    expect(await provider.auth.waysIn(session)).toEqual({
      hasPassword: true,
      providers: [{ id: "company", name: "Company", isLinked: true }],
    });
    expect((await provider.auth.findUserBySession(await provider.signIn(provider.auth, fay)))?.email).toBe(
      "fay@corp.example",
    );
    await provider.auth.unlinkProvider(session, "company", new Date());
    expect(await kindsSince("fay@corp.example", before + 3)).toEqual(["provider-unlinked"]);
    await expect(provider.auth.unlinkProvider(session, "company", new Date())).rejects.toMatchObject({
      kind: "not-found",
    });
    await expect(provider.auth.unlinkProvider(session, "credential", new Date())).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  test("keeps the last way in", async () => {
    const session = await provider.signIn(provider.auth, { ...fay, sub: "gil", email: "gil@corp.example" });
    await expect(provider.auth.unlinkProvider(session, "company", new Date())).rejects.toMatchObject({
      kind: "conflict",
    });
    const account = { id: newId(new Date()), providerId: "credential", accountId: "x", password: "hash" };
    const { id: userId } = await provider.context.db.user.findUniqueOrThrow({ where: { email: "gil@corp.example" } });
    const times = { createdAt: new Date(), updatedAt: new Date() };
    await provider.context.db.account.create({ data: { ...account, userId, ...times } });
    const withoutPasswords = provider.withProvider({ PASSWORD_SIGN_IN: false });
    await expect(withoutPasswords.unlinkProvider(session, "company", new Date())).rejects.toMatchObject({
      kind: "conflict",
    });
    await provider.auth.unlinkProvider(session, "company", new Date());
  });

  test("without a password deletes the account just after a sign-in, which asks anew who they are", async () => {
    const hal = { ...fay, sub: "hal", email: "hal@corp.example" };
    const session = await provider.signIn(provider.auth, hal);
    const user = await provider.auth.findUserBySession(session);
    if (user === null) throw new Error("Hal is signed out.");
    const later = new Date(Date.now() + 11 * 60 * 1000);
    expect(await provider.auth.proofOf(session, later)).toBe("sign-in-again");
    const late = provider.auth.deleteAccount(user, undefined, { headers: session, now: later });
    await expect(late).rejects.toMatchObject({ kind: "forbidden" });
    await expect(
      provider.auth.deleteAccount(user, undefined, { headers: new Headers(), now: new Date() }),
    ).rejects.toMatchObject({
      kind: "forbidden",
    });
    const fresh = await provider.signIn(provider.auth, hal, { fresh: true });
    expect([provider.oidc.asked.at(-1)?.get("prompt"), provider.oidc.asked.at(-1)?.get("max_age")]).toEqual([
      "login",
      "0",
    ]);
    expect(await provider.auth.proofOf(fresh, new Date())).toBe("recent-sign-in");
    await provider.auth.deleteAccount(user, undefined, { headers: fresh, now: new Date() });
    expect(await provider.context.db.user.count({ where: { email: "hal@corp.example" } })).toBe(0);
  });

  test("with a password deletes the account by it alone", async () => {
    const session = await provider.context.signUp("ida@corp.example");
    const user = await provider.auth.findUserBySession(session);
    if (user === null) throw new Error("Ida is signed out.");
    expect(await provider.auth.proofOf(session, new Date())).toBe("password");
    const without = provider.auth.deleteAccount(user, undefined, { headers: session, now: new Date() });
    await expect(without).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("PASSWORD_SIGN_IN=off", () => {
  const off = () => provider.withProvider({ PASSWORD_SIGN_IN: false });

  test("refuses every use of a password", async () => {
    const session = await provider.context.signUp("jo@corp.example");
    const at = off();
    const credentials = { email: "jo@corp.example", password: "correct horse", name: "Jo" };
    for (const path of ["/sign-in/email", "/sign-up/email"]) {
      const answer = await post(at, path, credentials);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: "PASSWORD_SIGN_IN_OFF" });
    }
    const now = new Date();
    const { token } = {
      token:
        new URL(
          await provider.context.auth.createResetLink("jo@corp.example", { ...byOperator(), headers: null }),
        ).searchParams.get("token") ?? "",
    };
    const newPassword = "another correct horse";
    const refusals = [
      at.changePassword(session, { currentPassword: "correct horse", newPassword }, now),
      at.createResetLink("jo@corp.example", { ...byOperator(), headers: null }),
      at.requestPasswordReset({ email: "jo@corp.example", from: null }, now),
      at.resetPassword({ token, newPassword }, new Headers(), now),
      at.join(token, credentials, new Headers(), now),
      at.joinForSetup(token, credentials, new Headers(), now),
      at.requestSignUp({ email: "jo@corp.example", from: null }, now),
    ];
    for (const refused of refusals) await expect(refused).rejects.toMatchObject({ kind: "forbidden" });
    expect(await at.findReset(token, now)).toBeNull();
    expect(await at.howToSignUp(null, now)).toBe("provider");
    expect(await at.proofOf(session, new Date(Date.now() + 11 * 60 * 1000))).toBe("sign-in-again");
    expect((await post(provider.auth, "/sign-in/email", credentials)).status).toBe(200);
  });

  test("leaves operators a link that signs in once, and that its owner sees", async () => {
    await provider.context.signUp("kim@corp.example");
    const at = off();
    const url = await at.createSignInLink("Kim@corp.example", byOperator());
    expect(new URL(url).pathname).toBe("/sign-in/link");
    const token = new URL(url).searchParams.get("token") ?? "";
    expect(await at.findSignInLink(token, new Date())).toEqual({ email: "kim@corp.example" });
    expect((await post(at, "/sign-in/link", { token })).status).toBe(404);
    const session = sessionHeaders(await at.signInByLink(token, new Headers()));
    expect((await at.findUserBySession(session))?.email).toBe("kim@corp.example");
    expect((await at.signInByLink(token, new Headers())).status).toBe(404);
    expect((await provider.kindsOf("kim@corp.example")).slice(1)).toEqual(["sign-in-link-created", "signed-in"]);
    await expect(at.createSignInLink("nobody@corp.example", byOperator())).rejects.toMatchObject({ kind: "not-found" });
  });
});
