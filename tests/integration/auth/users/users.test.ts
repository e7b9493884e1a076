import { beforeAll, describe, expect, test } from "vitest";
import { createAccount } from "#lib/auth/create-account.ts";
import { demoAccount } from "#lib/auth/demo-account.ts";
import { byOperator, grantRole } from "#tests/support/accounts/operators.ts";
import { bearer, password, post, scriptKey, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpAuth } from "../auth-harness.ts";

const context = setUpAuth();
const now = new Date();
const change = byOperator(now);

/** A member with a session, an id and an API key. */
async function join(email: string) {
  const headers = await context.signUp(email);
  const { key } = await context.auth.createApiKey(headers, scriptKey, now);
  return { headers, key, id: await context.auth.userIdOf(email) };
}

/** The result of a caller's proof, as a statement that answers at once would use it. */
async function provenAtOnce(headers: Headers): Promise<unknown> {
  const caller = context.auth.recall(headers, now);
  return caller === null ? null : await context.db.$queryRaw(caller.proof);
}

const signIn = (email: string, given = password) => post(context.auth, "/sign-in/email", { email, password: given });

async function eventsOf(ownerId: string): Promise<string[]> {
  const events = await context.db.securityEvent.findMany({ where: { ownerId }, orderBy: { id: "asc" } });
  return events.map(({ kind }) => kind);
}

async function actsOn(person: string) {
  return (await context.auth.audit.list({ person })).items.map(({ action, via, details }) => ({
    action,
    via,
    details,
  }));
}

beforeAll(() => context.signUpAdmin("root@example.com"));

describe("a disabled account", () => {
  test("lets nobody in by password, session or key, loses nothing, and is enabled again", async () => {
    const email = "disabled@example.com";
    const { headers, key, id } = await join(email);
    expect(await context.auth.findUserByApiKey(key, now)).not.toBeNull();
    expect(await provenAtOnce(bearer(key))).toEqual([{ id }]);
    await context.auth.disableUser(id, change);
    expect(await provenAtOnce(bearer(key))).toEqual([]);
    expect(await context.auth.findUserBySession(headers)).toBeNull();
    expect(await context.auth.findUserByApiKey(key, now)).toBeNull();
    const refused = await signIn(email);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: "ACCOUNT_DISABLED" });
    expect((await signIn(email, "wrong horse battery")).status).toBe(401);
    expect(await context.db.session.count({ where: { userId: id } })).toBe(0);
    expect(await context.auth.listApiKeys(id)).toHaveLength(1);

    await context.auth.enableUser(id, byOperator(new Date(now.getTime() + 1)));
    expect(await context.auth.findUserByApiKey(key, now)).toMatchObject({ user: { id }, name: "script" });
    expect(await context.auth.findUserBySession(sessionHeaders(await signIn(email)))).toMatchObject({ id });
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(["account-disabled", "account-enabled"]));
    expect((await actsOn(id)).map(({ action }) => action)).toEqual(["account-enabled", "account-disabled"]);
  });

  test("has no use for a session that began while it was being disabled", async () => {
    const { headers, id } = await join("racing@example.com");
    await context.db.user.update({ where: { id }, data: { disabledAt: now } });
    expect(await context.auth.findUserBySession(headers)).toBeNull();
  });
});

test("the demo account lets nobody in by password, session or key unless DEMO_MODE is on", async () => {
  const { email, password: published, name } = demoAccount;
  const demo = context.configured({ env: { DEMO_MODE: true } });
  await createAccount({ ...demoAccount, emailVerified: true }, demo);
  const headers = sessionHeaders(await post(demo, "/sign-in/email", { email, password: published }));
  const { key } = await demo.createApiKey(headers, scriptKey, now);
  expect(await demo.findUserBySession(headers)).toMatchObject({ name });
  expect(await demo.findUserByApiKey(key, now)).toMatchObject({ user: { name } });

  expect(await context.auth.findUserBySession(headers)).toBeNull();
  expect(await context.auth.findUserByApiKey(key, now)).toBeNull();
  const refused = await signIn(email, published);
  expect([refused.status, refused.headers.getSetCookie()]).toEqual([403, []]);
  expect(await refused.json()).toMatchObject({ code: "ACCOUNT_DISABLED" });
});

test("nor does the demo account count as an admin who can act", async () => {
  await grantRole(context.auth, demoAccount.email, "admin", now);
  const emailsOf = (admins: readonly { email: string }[]) => admins.map((admin) => admin.email);
  expect(emailsOf(await context.auth.listAdmins())).not.toContain(demoAccount.email);
  const demo = context.configured({ env: { DEMO_MODE: true } });
  expect(emailsOf(await demo.listAdmins())).toContain(demoAccount.email);
});

describe("the role of an account", () => {
  test("is given by somebody, which both the audit and the account's owner find", async () => {
    const { headers, id } = await join("promoted@example.com");
    const { id: root } = await context.db.user.findUniqueOrThrow({ where: { email: "root@example.com" } });
    const by = { via: "console", userId: root } as const;
    expect(await context.auth.setRole(id, "viewer", { by, now })).toMatchObject({ role: "viewer" });
    expect(await context.auth.findUserBySession(headers)).toMatchObject({ role: "viewer" });
    expect(await actsOn(id)).toEqual([{ action: "role-changed", via: "console", details: { role: "viewer" } }]);
    const event = await context.db.securityEvent.findFirst({ where: { ownerId: id, kind: "role-changed" } });
    expect(event).toMatchObject({ details: { role: "viewer", by: "admin" }, address: null, userAgent: null });
  });

  test("of the last admin stays, also when two admins demote or disable each other at once", async () => {
    await context.db.user.updateMany({ data: { role: "user" } });
    const [one, other] = [await join("one@example.com"), await join("other@example.com")];
    await grantRole(context.auth, "one@example.com", "admin");
    await expect(context.auth.setRole(one.id, "viewer", change)).rejects.toMatchObject({ kind: "conflict" });
    await expect(context.auth.disableUser(one.id, change)).rejects.toMatchObject({ kind: "conflict" });
    expect(await context.auth.findUserBySession(one.headers)).toMatchObject({ role: "admin" });

    await grantRole(context.auth, "other@example.com", "admin");
    const acts = [context.auth.setRole(one.id, "user", change), context.auth.disableUser(other.id, change)];
    const outcomes = await Promise.allSettled<unknown>(acts);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await context.auth.listAdmins()).toHaveLength(1);
    expect(await actsOn(one.id)).toHaveLength(outcomes[0]?.status === "fulfilled" ? 2 : 1);
  });

  test("of nobody is not found", async () => {
    const gone = "019b0000-0000-7000-8000-000000000000";
    for (const act of [
      () => context.auth.setRole(gone, "viewer", change),
      () => context.auth.disableUser(gone, change),
      () => context.auth.enableUser(gone, change),
      () => context.auth.endSessionsOf(gone, change),
    ]) {
      await expect(act()).rejects.toMatchObject({ kind: "not-found" });
    }
    expect(await actsOn(gone)).toEqual([]);
  });
});

test("the owner of an account reads whether an admin or an operator acted on it", async () => {
  const { id } = await join("acted-on@example.com");
  const by = { via: "console", userId: await context.auth.userIdOf("root@example.com") } as const;
  for (const acted of [{ by, now }, change]) {
    await context.auth.disableUser(id, acted);
    await context.auth.enableUser(id, acted);
    await context.auth.endSessionsOf(id, acted);
    await context.auth.createResetLink("acted-on@example.com", { ...acted, headers: null });
    await context.auth.createSignInLink("acted-on@example.com", acted);
  }
  const where = { ownerId: id, kind: { notIn: ["account-created", "api-key-created"] } };
  const events = await context.db.securityEvent.findMany({ where, orderBy: { id: "asc" } });
  const actors = events.map(({ details }) => Object(details).by);
  expect(actors).toEqual([...Array(5).fill("admin"), ...Array(5).fill("operator")]);
});

test("ending sessions signs out every browser, and no script", async () => {
  const { headers, key, id } = await join("browsers@example.com");
  await signIn("browsers@example.com");
  expect(await context.auth.endSessionsOf(id, change)).toEqual({ endedCount: 2 });
  expect(await context.auth.findUserBySession(headers)).toBeNull();
  expect(await context.auth.findUserByApiKey(key, now)).not.toBeNull();
  expect(await actsOn(id)).toEqual([{ action: "sessions-ended", via: "command-line", details: { count: 2 } }]);
  expect(await eventsOf(id)).toContain("sessions-ended");
});

test("users are listed newest first, page by page, and found by name or address", async () => {
  await context.db.user.deleteMany();
  const ids: string[] = [];
  for (let number = 0; number < 26; number += 1) {
    const id = `019b0000-0000-7000-8000-0000000000${String(number).padStart(2, "0")}`;
    const times = { createdAt: now, updatedAt: now };
    await context.db.user.create({ data: { id, name: `Zoé ${number}`, email: `z${number}@example.com`, ...times } });
    ids.unshift(id);
  }
  const first = await context.auth.listUsers({ q: "" }, now);
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 25));
  const rest = await context.auth.listUsers({ q: "", cursor: first.nextCursor ?? "" }, now);
  expect(rest).toMatchObject({ items: [{ id: ids[25], sessionCount: 0, lastSeenAt: null }], nextCursor: null });

  const { id } = await join("boss@example.com");
  await context.db.user.update({ where: { id }, data: { emailVerified: true } });
  const [found, ...others] = (await context.auth.listUsers({ q: "BOSS somebody" }, now)).items;
  expect(others).toEqual([]);
  expect(found).toMatchObject({ id, role: "admin", isAdminByAddress: true, sessionCount: 1, disabledAt: null });
  expect(found?.lastSeenAt).toBeInstanceOf(Date);
  expect((await context.auth.listUsers({ q: "zoe 17" }, now)).items).toMatchObject([{ email: "z17@example.com" }]);
});
