import { describe, expect, test } from "vitest";
import { authorize } from "#lib/auth/access.ts";
import { createAccount } from "#lib/auth/create-account.ts";
import { grantRole } from "#tests/support/accounts/operators.ts";
import { bearer, password, scriptKey } from "#tests/support/sessions.ts";
import { setUpAuth } from "../auth-harness.ts";

const context = setUpAuth();
const now = new Date();

const named = (...adminEmails: string[]) => context.configured({ env: { ADMIN_EMAILS: adminEmails } });

async function roleOf(headers: Headers, auth = context.auth) {
  return (await auth.findUserBySession(headers))?.role;
}

async function userOf(headers: Headers) {
  const user = await context.auth.findUserBySession(headers);
  if (user === null) throw new Error("Nobody is signed in with these headers.");
  return user;
}

const prove = (email: string) => context.db.user.update({ where: { email }, data: { emailVerified: true } });

describe("ADMIN_EMAILS", () => {
  test("makes no admin of whoever signs up with such an address", async () => {
    const headers = await context.signUp("claimed@example.com");
    expect(await roleOf(headers, named("claimed@example.com"))).toBe("user");
  });

  test("counts at each request, by session and by key", async () => {
    const email = "named@example.com";
    const headers = await context.signUp(email);
    const { key } = await context.auth.createApiKey(headers, scriptKey, new Date());
    await prove(email);
    const letIn = (auth: ReturnType<typeof named>, who: Headers) =>
      authorize("admin", who, { auth, env: {}, method: "POST" });
    for (const who of [headers, bearer(key)]) {
      await expect(letIn(named(email), who)).resolves.toMatchObject({ user: { role: "admin" } });
      await expect(letIn(named(), who)).rejects.toMatchObject({ kind: "forbidden" });
      await expect(letIn(named("other@example.com"), who)).rejects.toMatchObject({ kind: "forbidden" });
    }
  });

  test("leaves no trace in the database", async () => {
    const input = { email: "seeded@example.com", password, name: "Seeded", emailVerified: true };
    expect((await createAccount(input, named(input.email))).user.role).toBe("admin");
    expect(await context.db.user.findUnique({ where: { email: input.email } })).toMatchObject({ role: "user" });
  });
});

describe("operators", () => {
  test("grant a role and take it back, at once", async () => {
    const headers = await context.signUp("granted@example.com");
    await context.signUpAdmin("stays@example.com");
    expect(await grantRole(context.auth, " Granted@Example.com", "admin", now)).toMatchObject({ role: "admin" });
    expect(await roleOf(headers, named())).toBe("admin");
    expect((await context.auth.listAdmins()).map(({ email }) => email)).toContain("granted@example.com");
    expect(await grantRole(context.auth, "granted@example.com", "user", now)).toMatchObject({ role: "user" });
    expect(await roleOf(headers)).toBe("user");
  });

  test("make viewers, who pass as such by session and by key, and as nothing more", async () => {
    const headers = await context.signUp("viewer@example.com");
    await grantRole(context.auth, "viewer@example.com", "viewer", now);
    const { key } = await context.auth.createApiKey(headers, scriptKey, now);
    const recorded: Promise<void>[] = [];
    const after = (work: Promise<void>) => recorded.push(work);
    const asks = (access: "viewer" | "admin", who: Headers) =>
      authorize(access, who, { auth: context.auth, env: {}, method: "GET", after });
    for (const who of [headers, bearer(key)]) {
      await expect(asks("viewer", who)).resolves.toMatchObject({ user: { role: "viewer" } });
      await expect(asks("admin", who)).rejects.toMatchObject({ kind: "forbidden" });
    }
    await Promise.all(recorded);
    const events = await context.db.securityEvent.findMany({
      where: { owner: { email: "viewer@example.com" }, kind: { in: ["role-changed", "access-denied"] } },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ details }) => details)).toEqual([{ by: "operator", role: "viewer" }, { reason: "not-admin" }]);
  });

  test("hear that ADMIN_EMAILS still names an account", async () => {
    await createAccount({ email: "both@example.com", password, name: "Both", emailVerified: true }, context.auth);
    const auth = named("both@example.com");
    expect(await grantRole(auth, "both@example.com", "user", now)).toMatchObject({ role: "admin" });
    expect((await auth.listAdmins()).map(({ email }) => email)).toContain("both@example.com");
  });

  test("hear that nobody has an address", async () => {
    await expect(grantRole(context.auth, "nobody@example.com", "admin", now)).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  test("know who is the only admin", async () => {
    const auth = named("third@example.com");
    await context.db.user.updateMany({ data: { role: "user" } });
    const headers = await context.signUpAdmin("only@example.com");
    const only = await userOf(headers);
    const member = await userOf(await context.signUp("third@example.com"));
    expect(await auth.isOnlyAdmin(only)).toBe(true);
    expect(await auth.isOnlyAdmin(member)).toBe(false);
    await prove("third@example.com");
    expect(await auth.isOnlyAdmin(only)).toBe(false);
  });
});
