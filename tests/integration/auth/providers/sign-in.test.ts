import { describe, expect, test } from "vitest";
import { byOperator } from "#tests/support/accounts/operators.ts";
import { appUrl } from "#tests/support/app-env.ts";
import type { Person } from "#tests/support/oidc/oidc-server.ts";
import { post, sessionHeaders } from "#tests/support/sessions.ts";
import { problemIn, setUpProvider } from "./provider-harness.ts";

const provider = setUpProvider();
const ann: Person = { sub: "ann", email: "ann@corp.example", email_verified: true, name: "Ann" };

test("somebody new gets an account with a proven address, and the same one the next time", async () => {
  const session = await provider.signIn(provider.auth, ann);
  const user = await provider.auth.findUserBySession(session);
  expect(user).toMatchObject({ name: "Ann", email: "ann@corp.example", role: "user", retentionDays: 9 });
  const again = await provider.signIn(provider.auth, { ...ann, email: "renamed@corp.example" });
  expect((await provider.auth.findUserBySession(again))?.id).toBe(user?.id);
  const account = await provider.context.db.account.findFirstOrThrow({ where: { userId: user?.id ?? "" } });
  expect(account).toMatchObject({ providerId: "company", accountId: "ann", password: null });
  expect([account.accessToken, account.refreshToken, account.idToken]).toEqual([null, null, null]);
  expect(await provider.kindsOf("ann@corp.example")).toEqual(["account-created", "signed-in"]);
  const asked = provider.oidc.asked.at(-1);
  expect(asked?.get("code_challenge_method")).toBe("S256");
  expect(asked?.get("redirect_uri")).toBe(`${appUrl}/api/auth/callback/company`);
  expect(["state", "nonce"].map((name) => (asked?.get(name) ?? "").length >= 32)).toEqual([true, true]);
});

describe("the answer of a provider counts only", () => {
  test("in the browser that asked, once, and for this provider", async () => {
    const other = { ...ann, sub: "once", email: "once@corp.example" };
    const { url, headers } = await provider.wayBack(provider.auth, other);
    expect(problemIn(await provider.auth.handler(new Request(url)))).toBe("expired");
    const ownState = await provider.wayBack(provider.auth, other);
    expect(problemIn(await provider.auth.handler(new Request(url, ownState)))).toBe("expired");
    const mixedUp = new URL(url);
    mixedUp.searchParams.set("iss", "https://evil.example");
    expect(problemIn(await provider.auth.handler(new Request(mixedUp, { headers })))).toBe("failed");
    expect((await provider.auth.handler(new Request(url, { headers }))).headers.get("location")).toBe("/trash");
    expect(problemIn(await provider.auth.handler(new Request(url, { headers })))).toBe("failed");
    expect((await provider.auth.handler(new Request(`${appUrl}/api/auth/callback/google?code=1`))).status).toBe(404);
    expect((await post(provider.auth, "/callback/company", {})).status).toBe(405);
    expect((await post(provider.auth, "/sign-in/social", { provider: "company" })).status).toBe(404);
  });

  test("as often as one address may sign in, before the provider is asked anything", async () => {
    const limits = { signIns: { seconds: 60, max: 1 } };
    // Were it asked, it would be out of reach.
    const silent = provider.withProvider({}, { issuer: "http://127.0.0.1:9" }, limits);
    const start = (address: string) =>
      silent.startProviderSignIn(
        { providerId: "company", next: "/" },
        new Headers({ "x-forwarded-for": `${address}, 127.0.0.1` }),
      );
    expect(await start("192.0.2.8")).toEqual({ ok: false, problem: "unreachable" });
    expect(await start("192.0.2.8")).toEqual({ ok: false, problem: "too-many-attempts" });
    expect(await start("192.0.2.9")).toEqual({ ok: false, problem: "unreachable" });
  });

  test("for the client that asked, by its issuer's own name", async () => {
    const misnamed = provider.withProvider({}, { issuer: `${provider.oidc.issuer}/` });
    expect(await misnamed.startProviderSignIn({ providerId: "company", next: "/" }, new Headers())).toEqual({
      ok: false,
      problem: "unreachable",
    });
    const unknown = provider.withProvider({}, { clientSecret: "wrong" });
    expect(await provider.refusal(unknown, ann)).toBe("failed");
  });
});

describe("an account is found by an address", () => {
  test("that the provider has proven", async () => {
    expect(
      await provider.refusal(provider.auth, { sub: "liar", email: "liar@corp.example", email_verified: false }),
    ).toBe("email-not-verified");
    expect(await provider.refusal(provider.auth, { sub: "silent", email: "silent@corp.example" })).toBe(
      "email-not-verified",
    );
    expect(await provider.refusal(provider.auth, { sub: "nobody" })).toBe("no-email");
    expect(
      await provider.context.db.user.count({ where: { email: { in: ["liar@corp.example", "silent@corp.example"] } } }),
    ).toBe(0);
  });

  test("that is proven here, too: whoever made the account may be somebody else", async () => {
    await provider.context.signUp("bob@corp.example");
    const bob = { sub: "bob", email: "Bob@corp.example", email_verified: true };
    expect(await provider.refusal(provider.auth, { ...bob, email_verified: false })).toBe("email-not-verified");
    expect(await provider.refusal(provider.auth, bob)).toBe("account-not-proven");
    expect(await provider.kindsOf("bob@corp.example")).toEqual([
      "account-created",
      "provider-refused",
      "provider-refused",
    ]);
    await provider.context.db.user.update({ where: { email: "bob@corp.example" }, data: { emailVerified: true } });
    const user = await provider.auth.findUserBySession(await provider.signIn(provider.auth, bob));
    expect(user?.email).toBe("bob@corp.example");
    expect((await provider.kindsOf("bob@corp.example")).slice(3)).toEqual(["provider-linked", "signed-in"]);
    expect(
      sessionHeaders(
        await post(provider.auth, "/sign-in/email", { email: "bob@corp.example", password: "correct horse" }),
      ),
    ).toBeTruthy();
  });

  test("that is open, not of an account that is disabled", async () => {
    const eve = { sub: "eve", email: "eve@corp.example", email_verified: true };
    await provider.signIn(provider.auth, eve);
    await provider.auth.disableUser(await provider.auth.userIdOf("eve@corp.example"), byOperator());
    expect(await provider.refusal(provider.auth, eve)).toBe("disabled");
  });
});

describe("somebody new", () => {
  const invited = (name: string) => ({ sub: name, email: `${name}@corp.example`, email_verified: true });

  test("needs an invite where SIGN_UP says so, which works once and gives its role", async () => {
    const closed = provider.withProvider({ SIGN_UP: "closed" });
    const byInvite = provider.withProvider({ SIGN_UP: "invite" });
    const { url } = await byInvite.createInvite(
      { email: null, role: "viewer", days: 7 },
      { mailed: false, ...byOperator() },
    );
    const invite = new URL(url ?? "").searchParams.get("token");
    expect(await provider.refusal(closed, invited("cleo"), { invite })).toBe("sign-up-not-open");
    expect(await provider.refusal(byInvite, invited("cleo"))).toBe("sign-up-not-open");
    const user = await byInvite.findUserBySession(await provider.signIn(byInvite, invited("cleo"), { invite }));
    expect(user?.role).toBe("viewer");
    expect(await provider.refusal(byInvite, invited("dora"), { invite })).toBe("sign-up-not-open");
    expect(await provider.context.db.user.count({ where: { email: "dora@corp.example" } })).toBe(0);
    await provider.signIn(closed, invited("cleo"));
  });

  test("opens a new installation by the setup link", async () => {
    const closed = provider.withProvider({ SIGN_UP: "closed", ADMIN_EMAILS: [] });
    const url = await closed.createSetupLink(new Date());
    const setup = new URL(url ?? "").searchParams.get("token");
    const session = await provider.signIn(closed, invited("first"), { setup, next: `/setup?token=${setup}` });
    await closed.becomeAdmin(session, setup ?? "", new Date());
    expect((await closed.findUserBySession(session))?.role).toBe("admin");
  });

  test("may also say no at the provider", async () => {
    expect(await provider.refusal(provider.auth, null)).toBe("canceled");
  });
});

describe("groups of a provider", () => {
  const grace: Person = { sub: "grace", email: "grace@corp.example", email_verified: true, groups: ["tidy-ops"] };
  const mapped = () => provider.withProvider({}, { adminGroups: ["tidy-admins"], viewerGroups: ["tidy-ops"] });
  const roleAfter = async (groups: readonly string[]) => {
    const at = mapped();
    return (await at.findUserBySession(await provider.signIn(at, { ...grace, groups })))?.role;
  };

  test("give a role at each sign-in, and take it away", async () => {
    expect(await roleAfter(["tidy-ops"])).toBe("viewer");
    expect(await roleAfter(["tidy-ops", "tidy-admins"])).toBe("admin");
    expect(await roleAfter(["others"])).toBe("user");
    const userId = await provider.auth.userIdOf("grace@corp.example");
    const audited = await provider.context.db.auditEntry.findMany({ where: { userId }, orderBy: { id: "asc" } });
    expect(audited.map(({ via, actorName, details }) => ({ via, actorName, details }))).toEqual(
      ["viewer", "admin", "user"].map((role) => ({ via: "provider", actorName: "Company", details: { role } })),
    );
    const events = await provider.context.db.securityEvent.findMany({
      where: { ownerId: userId, kind: "role-changed" },
    });
    expect(events.map(({ details }) => details)).toEqual(expect.arrayContaining([{ role: "user", by: "provider" }]));
  });

  test("leave the last admin in office", async () => {
    await provider.context.db.user.updateMany({ where: { role: "admin" }, data: { role: "user" } });
    expect(await roleAfter(["tidy-admins"])).toBe("admin");
    expect(await roleAfter([])).toBe("admin");
  });
});
