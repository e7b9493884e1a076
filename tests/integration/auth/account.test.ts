import { describe, expect, test } from "vitest";
import { type PasswordHashing, scryptHashingAt } from "#lib/auth/account/password-hashing.ts";
import { profileChangeSchema } from "#lib/auth/account/profile.ts";
import type { Auth } from "#lib/auth/auth.ts";
import { newId } from "#lib/id.ts";
import { byOperator } from "#tests/support/accounts/operators.ts";
import { cheapHashing, password, post, scriptKey, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
const now = new Date();

async function userOf(headers: Headers) {
  const user = await context.auth.findUserBySession(headers);
  if (user === null) throw new Error("Nobody is signed in with these headers.");
  return user;
}

const signIn = (email: string, secret: string, auth: Auth = context.auth) =>
  post(auth, "/sign-in/email", { email, password: secret });

describe("the profile", () => {
  test("changes the named fields, at once", async () => {
    const headers = await context.signUp("profile@example.com");
    const { id } = await userOf(headers);
    expect(await context.auth.changeProfile(id, { timeZone: "Asia/Kathmandu" }, now)).toMatchObject({
      name: "Somebody",
      timeZone: "Asia/Kathmandu",
    });
    expect(await context.auth.changeProfile(id, { name: "Ann" }, now)).toMatchObject({
      name: "Ann",
      timeZone: "Asia/Kathmandu",
    });
    expect(await userOf(headers)).toMatchObject({ name: "Ann", timeZone: "Asia/Kathmandu" });
    const { key } = await context.auth.createApiKey(headers, scriptKey, new Date());
    expect(await context.auth.findUserByApiKey(key, now)).toMatchObject({ user: { timeZone: "Asia/Kathmandu" } });
    expect(await context.auth.changeProfile(id, { timeZone: null }, now)).toMatchObject({ timeZone: null });
  });

  test("of a deleted account is not found", async () => {
    await expect(context.auth.changeProfile(newId(now), { name: "Ann" }, now)).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  test.each([
    [{ name: " " }, false],
    [{ name: "x".repeat(101) }, false],
    [{ timeZone: "Europe/Nowhere" }, false],
    [{ timeZone: "+02:00" }, false],
    [{ timeZone: "" }, false],
    [{ timeZone: "UTC" }, true],
    [{ timeZone: "America/Argentina/Buenos_Aires" }, true],
    [{ timeZone: null }, true],
    [{ role: "admin" }, false],
  ])("%j is accepted: %s", (change, accepted) => {
    expect(profileChangeSchema.safeParse(change).success).toBe(accepted);
  });
});

describe("changing the password", () => {
  const next = "better horse";
  const change = (headers: Headers, currentPassword: string, auth = context.auth, at = now) =>
    auth.changePassword(headers, { currentPassword, newPassword: next }, at);

  test("makes only the new one valid, and signs out other browsers", async () => {
    const here = await context.signUp("changes@example.com");
    const elsewhere = sessionHeaders(await signIn("changes@example.com", password));
    const { key } = await context.auth.createApiKey(here, scriptKey, new Date());
    const byLink = await context.auth.createSignInLink("changes@example.com", byOperator(now));
    await change(here, password);
    expect(await context.auth.findSignInLink(byLink.split("=").at(-1) ?? "", now)).toBeNull();
    expect(await context.auth.findUserBySession(elsewhere)).toBeNull();
    expect(await context.auth.findUserBySession(here)).not.toBeNull();
    expect(await context.auth.findUserByApiKey(key, now)).not.toBeNull();
    expect((await signIn("changes@example.com", password)).status).toBe(401);
    expect((await signIn("changes@example.com", next)).status).toBe(200);
  });

  test.each(["changed", "reset"])("refuses a sign-in whose password is %s while it is checked", async (how) => {
    const email = `${how}-meanwhile@example.com`;
    const owner = await context.signUp(email);
    const checking = Promise.withResolvers<void>();
    const changed = Promise.withResolvers<void>();
    const hashing: PasswordHashing = {
      ...cheapHashing,
      async verify(given) {
        checking.resolve();
        await changed.promise;
        return await cheapHashing.verify(given);
      },
    };
    const answer = signIn(email, password, context.configured({ hashing }));
    await checking.promise;
    if (how === "changed") await change(owner, password);
    else {
      const link = await context.auth.createResetLink(email, { ...byOperator(now), headers: null });
      const token = new URL(link).searchParams.get("token") ?? "";
      await context.auth.resetPassword({ token, newPassword: next }, new Headers(), now);
    }
    const sessions = { where: { user: { email } } };
    const before = await context.db.session.count(sessions);
    changed.resolve();
    expect((await answer).status).toBe(401);
    expect(await context.db.session.count(sessions)).toBe(before);
    expect((await signIn(email, next)).status).toBe(200);
  });

  test("lets in whoever signs in twice at once while the password is hashed anew", async () => {
    const email = "renewed-at-once@example.com";
    await context.signUp(email);
    const stronger = context.configured({ hashing: scryptHashingAt({ ln: 5, r: 8, p: 1 }) });
    const answers = await Promise.all([1, 2, 3].map(() => signIn(email, password, stronger)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test("requires the current one, and names the field", async () => {
    const headers = await context.signUp("refused@example.com");
    await expect(change(headers, "wrong horse")).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ field: "currentPassword", message: expect.stringContaining("isn’t your password") }],
    });
    expect(await context.auth.findUserBySession(headers)).not.toBeNull();
    expect((await signIn("refused@example.com", password)).status).toBe(200);
  });

  test("refuses a common new one, and names the field", async () => {
    const headers = await context.signUp("common@example.com");
    const change = { currentPassword: password, newPassword: "q1w2e3r4t5y6" };
    await expect(context.auth.changePassword(headers, change, now)).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ field: "newPassword" }],
    });
  });

  test("counts wrong guesses as failed sign-ins", async () => {
    const headers = await context.signUp("guessed@example.com");
    const limit = { seconds: 900, max: 2 };
    const auth = context.configured({ limits: { failuresPerSource: limit, failuresPerAccount: limit } });
    await expect(change(headers, "wrong", auth)).rejects.toMatchObject({ kind: "invalid" });
    await expect(change(headers, "wrong", auth)).rejects.toMatchObject({ kind: "invalid" });
    await expect(change(headers, password, auth)).rejects.toMatchObject({
      kind: "too-many-requests",
      retryAfterSeconds: 900,
      message: expect.stringContaining("Wait 15 minutes"),
    });
    expect((await signIn("guessed@example.com", password, auth)).status).toBe(429);
    await change(headers, password, auth, new Date(now.getTime() + 901_000));
  });

  test("is possible in no other way", async () => {
    const headers = await context.signUp("direct@example.com");
    const body = { currentPassword: password, newPassword: next };
    const response = await post(context.auth, "/change-password", body, Object.fromEntries(headers));
    expect(response.status).toBe(404);
  });

  test("requires a session", async () => {
    await expect(change(new Headers(), password)).rejects.toMatchObject({ kind: "unauthenticated" });
  });
});

describe("deleting the account", () => {
  test("deletes everything in it, and nothing of others", async () => {
    const headers = await context.signUp("leaves@example.com");
    const other = await userOf(await context.signUp("stays@example.com"));
    const user = await userOf(headers);
    const { key } = await context.auth.createApiKey(headers, scriptKey, new Date());
    const times = { createdAt: now, updatedAt: now };
    for (const ownerId of [user.id, other.id]) {
      await context.db.todo.create({ data: { id: newId(now), ownerId, title: "Todo", ...times } });
      await context.db.trashedTodo.create({
        data: {
          ...{ id: newId(now), ownerId, title: "Trash", notes: "", pinned: false, trashedAt: now, reason: "user" },
          ...times,
        },
      });
    }
    const run = { id: newId(now), task: "todo/cleanup", trigger: "api", payload: {}, engine: "postgres" };
    await context.db.taskRun.create({ data: { ...run, requestedBy: user.id, createdAt: now } });

    await expect(context.auth.deleteAccount(user, "wrong horse", { headers, now })).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ field: "password" }],
    });
    expect(await context.auth.findUserBySession(headers)).not.toBeNull();

    await context.auth.deleteAccount(user, password, { headers, now });
    expect(await context.auth.findUserBySession(headers)).toBeNull();
    expect(await context.auth.findUserByApiKey(key, now)).toBeNull();
    expect((await signIn(user.email, password)).status).toBe(401);
    const owners = async (rows: Promise<{ ownerId: string }[]>) => (await rows).map(({ ownerId }) => ownerId);
    expect(await owners(context.db.todo.findMany())).toEqual([other.id]);
    expect(await owners(context.db.trashedTodo.findMany())).toEqual([other.id]);
    expect(await context.db.session.count({ where: { userId: user.id } })).toBe(0);
    expect(await context.db.account.count({ where: { userId: user.id } })).toBe(0);
    expect(await context.db.taskRun.findUnique({ where: { id: run.id } })).toMatchObject({ requestedBy: null });
  });
});
