import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Auth } from "#lib/auth/auth.ts";
import type { OidcProvider } from "#lib/auth/auth-env.ts";
import type { ProviderSignInRequest } from "#lib/auth/oidc/provider-sign-ins.ts";
import { newId } from "#lib/id.ts";
import { byOperator } from "#tests/support/accounts/operators.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { type OidcServer, type Person, startOidcServer, throughProvider } from "#tests/support/oidc/oidc-server.ts";
import { post, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
let oidc: OidcServer;
let auth: Auth;
beforeAll(async () => {
  oidc = await startOidcServer([`${appUrl}/api/auth/callback/company`]);
  auth = withProvider({});
});
afterAll(() => oidc.stop());

function withProvider(
  env: Parameters<typeof context.configured>[0]["env"],
  provider: Partial<OidcProvider> = {},
): Auth {
  const company: OidcProvider = {
    id: "company",
    name: "Company",
    issuer: oidc.issuer,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: ["openid", "email", "profile", "groups"],
    emailVerifiedClaim: "email_verified",
    groupsClaim: "groups",
    adminGroups: [],
    viewerGroups: [],
    ...provider,
  };
  return context.configured({ env: { oidcProviders: [company], ...env } });
}

const ann: Person = { sub: "ann", email: "ann@corp.example", email_verified: true, name: "Ann" };

/** What a browser comes back with after somebody has signed in at the provider. */
async function wayBack(
  at: Auth,
  person: Person | null,
  request: Partial<ProviderSignInRequest> = {},
  browser = new Headers(),
) {
  oidc.person = person;
  const start = await at.startProviderSignIn({ providerId: "company", next: "/trash", ...request }, browser);
  if (!start.ok) throw new Error(start.problem);
  const url = new URL(await throughProvider(start.url, oidc));
  const cookies = [browser.get("cookie") ?? "", ...start.cookies.map((cookie) => cookie.split(";", 1)[0])];
  return { url, headers: { cookie: cookies.filter(Boolean).join("; "), "user-agent": "Test" } };
}

async function answerTo(at: Auth, ...given: Tail<Parameters<typeof wayBack>>): Promise<Response> {
  const { url, headers } = await wayBack(at, ...given);
  return await at.handler(new Request(url, { headers }));
}
type Tail<List extends readonly unknown[]> = List extends readonly [unknown, ...infer Rest] ? Rest : never;

function problemIn(answer: Response): string | null {
  const target = new URL(answer.headers.get("location") ?? "", appUrl);
  expect(target.pathname).toBe("/sign-in/refused");
  return target.searchParams.get("problem");
}

/** Signs somebody in, and returns headers with their session cookie. */
async function signIn(at: Auth, person: Person, request: Partial<ProviderSignInRequest> = {}): Promise<Headers> {
  const answer = await answerTo(at, person, request);
  expect(answer.headers.get("location")).toBe(request.next ?? "/trash");
  return new Headers({
    cookie: answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; "),
  });
}

/** Why somebody was refused. */
async function refusal(at: Auth, ...given: Tail<Parameters<typeof wayBack>>): Promise<string | null> {
  return problemIn(await answerTo(at, ...given));
}

const kindsOf = async (email: string) =>
  (await context.db.securityEvent.findMany({ where: { owner: { email } }, orderBy: { id: "asc" } })).map(
    ({ kind }) => kind,
  );

test("somebody new gets an account with a proven address, and the same one the next time", async () => {
  const session = await signIn(auth, ann);
  const user = await auth.findUserBySession(session);
  expect(user).toMatchObject({ name: "Ann", email: "ann@corp.example", role: "user", retentionDays: 9 });
  const again = await signIn(auth, { ...ann, email: "renamed@corp.example" });
  expect((await auth.findUserBySession(again))?.id).toBe(user?.id);
  const account = await context.db.account.findFirstOrThrow({ where: { userId: user?.id ?? "" } });
  expect(account).toMatchObject({ providerId: "company", accountId: "ann", password: null });
  expect([account.accessToken, account.refreshToken, account.idToken]).toEqual([null, null, null]);
  expect(await kindsOf("ann@corp.example")).toEqual(["account-created", "signed-in"]);
  const asked = oidc.asked.at(-1);
  expect(asked?.get("code_challenge_method")).toBe("S256");
  expect(asked?.get("redirect_uri")).toBe(`${appUrl}/api/auth/callback/company`);
  expect(["state", "nonce"].map((name) => (asked?.get(name) ?? "").length >= 32)).toEqual([true, true]);
});

describe("the answer of a provider counts only", () => {
  test("in the browser that asked, once, and for this provider", async () => {
    const other = { ...ann, sub: "once", email: "once@corp.example" };
    const { url, headers } = await wayBack(auth, other);
    expect(problemIn(await auth.handler(new Request(url)))).toBe("expired");
    const ownState = await wayBack(auth, other);
    expect(problemIn(await auth.handler(new Request(url, ownState)))).toBe("expired");
    const mixedUp = new URL(url);
    mixedUp.searchParams.set("iss", "https://evil.example");
    expect(problemIn(await auth.handler(new Request(mixedUp, { headers })))).toBe("failed");
    expect((await auth.handler(new Request(url, { headers }))).headers.get("location")).toBe("/trash");
    expect(problemIn(await auth.handler(new Request(url, { headers })))).toBe("failed");
    expect((await auth.handler(new Request(`${appUrl}/api/auth/callback/google?code=1`))).status).toBe(404);
    expect((await post(auth, "/callback/company", {})).status).toBe(405);
    expect((await post(auth, "/sign-in/social", { provider: "company" })).status).toBe(404);
  });

  test("for the client that asked, by its issuer's own name", async () => {
    const misnamed = withProvider({}, { issuer: `${oidc.issuer}/` });
    expect(await misnamed.startProviderSignIn({ providerId: "company", next: "/" }, new Headers())).toEqual({
      ok: false,
      problem: "unreachable",
    });
    const unknown = withProvider({}, { clientSecret: "wrong" });
    expect(await refusal(unknown, ann)).toBe("failed");
  });
});

describe("an account is found by an address", () => {
  test("that the provider has proven", async () => {
    expect(await refusal(auth, { sub: "liar", email: "liar@corp.example", email_verified: false })).toBe(
      "email-not-verified",
    );
    expect(await refusal(auth, { sub: "silent", email: "silent@corp.example" })).toBe("email-not-verified");
    expect(await refusal(auth, { sub: "nobody" })).toBe("no-email");
    expect(
      await context.db.user.count({ where: { email: { in: ["liar@corp.example", "silent@corp.example"] } } }),
    ).toBe(0);
  });

  test("that is proven here, too: whoever made the account may be somebody else", async () => {
    await context.signUp("bob@corp.example");
    const bob = { sub: "bob", email: "Bob@corp.example", email_verified: true };
    expect(await refusal(auth, { ...bob, email_verified: false })).toBe("email-not-verified");
    expect(await refusal(auth, bob)).toBe("account-not-proven");
    expect(await kindsOf("bob@corp.example")).toEqual(["account-created", "provider-refused", "provider-refused"]);
    await context.db.user.update({ where: { email: "bob@corp.example" }, data: { emailVerified: true } });
    const user = await auth.findUserBySession(await signIn(auth, bob));
    expect(user?.email).toBe("bob@corp.example");
    expect((await kindsOf("bob@corp.example")).slice(3)).toEqual(["provider-linked", "signed-in"]);
    expect(
      sessionHeaders(await post(auth, "/sign-in/email", { email: "bob@corp.example", password: "correct horse" })),
    ).toBeTruthy();
  });

  test("that is open, not of an account that is disabled", async () => {
    const eve = { sub: "eve", email: "eve@corp.example", email_verified: true };
    await signIn(auth, eve);
    await auth.disableUser(await auth.userIdOf("eve@corp.example"), byOperator());
    expect(await refusal(auth, eve)).toBe("disabled");
  });
});

describe("somebody new", () => {
  const invited = (name: string) => ({ sub: name, email: `${name}@corp.example`, email_verified: true });

  test("needs an invite where SIGN_UP says so, which works once and gives its role", async () => {
    const closed = withProvider({ SIGN_UP: "closed" });
    const byInvite = withProvider({ SIGN_UP: "invite" });
    const { url } = await byInvite.createInvite(
      { email: null, role: "viewer", days: 7 },
      { mailed: false, ...byOperator() },
    );
    const invite = new URL(url ?? "").searchParams.get("token");
    expect(await refusal(closed, invited("cleo"), { invite })).toBe("sign-up-not-open");
    expect(await refusal(byInvite, invited("cleo"))).toBe("sign-up-not-open");
    const user = await byInvite.findUserBySession(await signIn(byInvite, invited("cleo"), { invite }));
    expect(user?.role).toBe("viewer");
    expect(await refusal(byInvite, invited("dora"), { invite })).toBe("sign-up-not-open");
    expect(await context.db.user.count({ where: { email: "dora@corp.example" } })).toBe(0);
    await signIn(closed, invited("cleo"));
  });

  test("opens a new installation by the setup link", async () => {
    const closed = withProvider({ SIGN_UP: "closed", ADMIN_EMAILS: [] });
    const url = await closed.createSetupLink(new Date());
    const setup = new URL(url ?? "").searchParams.get("token");
    const session = await signIn(closed, invited("first"), { setup, next: `/setup?token=${setup}` });
    await closed.becomeAdmin(session, setup ?? "", new Date());
    expect((await closed.findUserBySession(session))?.role).toBe("admin");
  });

  test("may also say no at the provider", async () => {
    expect(await refusal(auth, null)).toBe("canceled");
  });
});

describe("somebody signed in", () => {
  const fay: Person = { sub: "fay", email: "fay@corp.example", email_verified: true };
  const kindsSince = async (email: string, count: number) => (await kindsOf(email)).slice(count);

  test("links a provider whose address is theirs, which proves it, and unlinks it again", async () => {
    const session = await context.signUp("fay@corp.example");
    const linking = { purpose: "link", next: "/settings" } as const;
    expect(await refusal(auth, { ...fay, email: "else@corp.example" }, linking, session)).toBe("other-address");
    expect(await refusal(auth, { ...fay, email_verified: false }, linking, session)).toBe("email-not-verified");
    expect(await refusal(auth, { ...ann, email: "fay@corp.example" }, linking, session)).toBe("linked-elsewhere");
    const before = (await kindsOf("fay@corp.example")).length;
    expect((await answerTo(auth, fay, linking, session)).headers.get("location")).toBe("/settings");
    expect(await kindsSince("fay@corp.example", before)).toEqual(["provider-linked", "email-verified"]);
    expect(await auth.waysIn(session)).toEqual({
      hasPassword: true,
      providers: [{ id: "company", name: "Company", isLinked: true }],
    });
    expect((await auth.findUserBySession(await signIn(auth, fay)))?.email).toBe("fay@corp.example");
    await auth.unlinkProvider(session, "company", new Date());
    expect(await kindsSince("fay@corp.example", before + 3)).toEqual(["provider-unlinked"]);
    await expect(auth.unlinkProvider(session, "company", new Date())).rejects.toMatchObject({ kind: "not-found" });
    await expect(auth.unlinkProvider(session, "credential", new Date())).rejects.toMatchObject({ kind: "not-found" });
  });

  test("keeps the last way in", async () => {
    const session = await signIn(auth, { ...fay, sub: "gil", email: "gil@corp.example" });
    await expect(auth.unlinkProvider(session, "company", new Date())).rejects.toMatchObject({ kind: "conflict" });
    const account = { id: newId(new Date()), providerId: "credential", accountId: "x", password: "hash" };
    const { id: userId } = await context.db.user.findUniqueOrThrow({ where: { email: "gil@corp.example" } });
    const times = { createdAt: new Date(), updatedAt: new Date() };
    await context.db.account.create({ data: { ...account, userId, ...times } });
    const withoutPasswords = withProvider({ PASSWORD_SIGN_IN: false });
    await expect(withoutPasswords.unlinkProvider(session, "company", new Date())).rejects.toMatchObject({
      kind: "conflict",
    });
    await auth.unlinkProvider(session, "company", new Date());
  });

  test("without a password deletes the account just after a sign-in, which asks anew who they are", async () => {
    const hal = { ...fay, sub: "hal", email: "hal@corp.example" };
    const session = await signIn(auth, hal);
    const user = await auth.findUserBySession(session);
    if (user === null) throw new Error("Hal is signed out.");
    const later = new Date(Date.now() + 11 * 60 * 1000);
    expect(await auth.proofOf(session, later)).toBe("sign-in-again");
    const late = auth.deleteAccount(user, undefined, { headers: session, now: later });
    await expect(late).rejects.toMatchObject({ kind: "forbidden" });
    await expect(
      auth.deleteAccount(user, undefined, { headers: new Headers(), now: new Date() }),
    ).rejects.toMatchObject({
      kind: "forbidden",
    });
    const fresh = await signIn(auth, hal, { fresh: true });
    expect([oidc.asked.at(-1)?.get("prompt"), oidc.asked.at(-1)?.get("max_age")]).toEqual(["login", "0"]);
    expect(await auth.proofOf(fresh, new Date())).toBe("recent-sign-in");
    await auth.deleteAccount(user, undefined, { headers: fresh, now: new Date() });
    expect(await context.db.user.count({ where: { email: "hal@corp.example" } })).toBe(0);
  });

  test("with a password deletes the account by it alone", async () => {
    const session = await context.signUp("ida@corp.example");
    const user = await auth.findUserBySession(session);
    if (user === null) throw new Error("Ida is signed out.");
    expect(await auth.proofOf(session, new Date())).toBe("password");
    const without = auth.deleteAccount(user, undefined, { headers: session, now: new Date() });
    await expect(without).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("PASSWORD_SIGN_IN=off", () => {
  const off = () => withProvider({ PASSWORD_SIGN_IN: false });

  test("refuses every use of a password", async () => {
    const session = await context.signUp("jo@corp.example");
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
          await context.auth.createResetLink("jo@corp.example", { ...byOperator(), headers: null }),
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
    expect((await post(auth, "/sign-in/email", credentials)).status).toBe(200);
  });

  test("leaves operators a link that signs in once, and that its owner sees", async () => {
    await context.signUp("kim@corp.example");
    const at = off();
    const url = await at.createSignInLink("Kim@corp.example", byOperator());
    expect(new URL(url).pathname).toBe("/sign-in/link");
    const token = new URL(url).searchParams.get("token") ?? "";
    expect(await at.findSignInLink(token, new Date())).toEqual({ email: "kim@corp.example" });
    expect((await post(at, "/sign-in/link", { token })).status).toBe(404);
    const session = sessionHeaders(await at.signInByLink(token, new Headers()));
    expect((await at.findUserBySession(session))?.email).toBe("kim@corp.example");
    expect((await at.signInByLink(token, new Headers())).status).toBe(404);
    expect((await kindsOf("kim@corp.example")).slice(1)).toEqual(["sign-in-link-created", "signed-in"]);
    await expect(at.createSignInLink("nobody@corp.example", byOperator())).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("groups of a provider", () => {
  const grace: Person = { sub: "grace", email: "grace@corp.example", email_verified: true, groups: ["tidy-ops"] };
  const mapped = () => withProvider({}, { adminGroups: ["tidy-admins"], viewerGroups: ["tidy-ops"] });
  const roleAfter = async (groups: readonly string[]) => {
    const at = mapped();
    return (await at.findUserBySession(await signIn(at, { ...grace, groups })))?.role;
  };

  test("give a role at each sign-in, and take it away", async () => {
    expect(await roleAfter(["tidy-ops"])).toBe("viewer");
    expect(await roleAfter(["tidy-ops", "tidy-admins"])).toBe("admin");
    expect(await roleAfter(["others"])).toBe("user");
    const userId = await auth.userIdOf("grace@corp.example");
    const audited = await context.db.auditEntry.findMany({ where: { userId }, orderBy: { id: "asc" } });
    expect(audited.map(({ via, actorName, details }) => ({ via, actorName, details }))).toEqual(
      ["viewer", "admin", "user"].map((role) => ({ via: "provider", actorName: "Company", details: { role } })),
    );
    const events = await context.db.securityEvent.findMany({ where: { ownerId: userId, kind: "role-changed" } });
    expect(events.map(({ details }) => details)).toEqual(expect.arrayContaining([{ role: "user", by: "provider" }]));
  });

  test("leave the last admin in office", async () => {
    await context.db.user.updateMany({ where: { role: "admin" }, data: { role: "user" } });
    expect(await roleAfter(["tidy-admins"])).toBe("admin");
    expect(await roleAfter([])).toBe("admin");
  });
});
