import { describe, expect, test } from "vitest";
import { authorize } from "#lib/auth/access.ts";
import { newApiKeySchema } from "#lib/auth/api-keys/api-key-schemas.ts";
import { dayMs } from "#lib/days.ts";
import { bearer, scriptKey } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
const ask = (key: string, access: "user" | "admin", method: string) =>
  authorize(access, bearer(key), { auth: context.auth, env: {}, method });
const use = (key: string) => ask(key, "user", "GET");
const refused = { kind: "unauthenticated" };

async function list(headers: Headers) {
  const user = await context.auth.findUserBySession(headers);
  if (user === null) throw new Error("Nobody is signed in.");
  return await context.auth.listApiKeys(user.id);
}

async function only(headers: Headers) {
  const [key, ...more] = await list(headers);
  if (key === undefined || more.length > 0) throw new Error(`Expected one key, there are ${more.length}.`);
  return key;
}

describe("an API key", () => {
  test("acts as its owner", async () => {
    const { key } = await context.auth.createApiKey(
      await context.signUp("owner@example.com"),
      {
        ...scriptKey,
        name: "backup script",
      },
      new Date(),
    );
    expect(key).toMatch(/^tidy_\w{64}$/);
    expect(await use(key)).toMatchObject({ via: "api-key", user: { email: "owner@example.com", role: "user" } });
  });

  test("is stored as a hash and listed by its first characters", async () => {
    const headers = await context.signUp("hashed@example.com");
    const { key } = await context.auth.createApiKey(headers, { ...scriptKey, name: "backup script" }, new Date());
    const summary = await only(headers);
    expect(summary).toMatchObject({ name: "backup script", start: key.slice(0, 9), lastRequest: null });
    expect(JSON.stringify(summary)).not.toContain(key);
    expect(JSON.stringify(await context.db.apiKey.findMany())).not.toContain(key);
  });

  test("stores when it was used, at most once a minute", async () => {
    const headers = await context.signUp("noted@example.com");
    const { key } = await context.auth.createApiKey(headers, scriptKey, new Date());
    const start = Date.now();
    const at = (seconds: number) => new Date(start + seconds * 1000);
    const lastUsed = async () => (await only(headers)).lastRequest;
    await context.auth.findUserByApiKey(key, at(0));
    expect(await lastUsed()).toEqual(at(0));
    await context.auth.findUserByApiKey(key, at(60));
    expect(await lastUsed()).toEqual(at(0));
    await context.auth.findUserByApiKey(key, at(61));
    expect(await lastUsed()).toEqual(at(61));
  });

  test("is refused from the moment it is revoked", async () => {
    const headers = await context.signUp("revoker@example.com");
    const { key } = await context.auth.createApiKey(headers, scriptKey, new Date());
    await use(key);
    await context.auth.revokeApiKey(headers, (await only(headers)).id);
    await expect(use(key)).rejects.toMatchObject(refused);
    expect(await list(headers)).toEqual([]);
  });

  test("is refused when disabled, and from the instant it expires", async () => {
    const headers = await context.signUp("expiring@example.com");
    const { key } = await context.auth.createApiKey(headers, scriptKey, new Date());
    const { id } = await only(headers);
    const end = new Date(Date.UTC(2030, 0, 1));
    await context.db.apiKey.update({ where: { id }, data: { expiresAt: end } });
    expect(await context.auth.findUserByApiKey(key, new Date(end.getTime() - 1))).not.toBeNull();
    expect(await context.auth.findUserByApiKey(key, end)).toBeNull();
    await context.db.apiKey.update({ where: { id }, data: { expiresAt: null, enabled: false } });
    await expect(use(key)).rejects.toMatchObject(refused);
  });

  test("is deleted with its owner", async () => {
    const { key } = await context.auth.createApiKey(await context.signUp("gone@example.com"), scriptKey, new Date());
    await context.db.user.delete({ where: { email: "gone@example.com" } });
    await expect(use(key)).rejects.toMatchObject(refused);
  });

  test("is refused as its hash or its first characters", async () => {
    const { key } = await context.auth.createApiKey(await context.signUp("whole@example.com"), scriptKey, new Date());
    const stored = await context.db.apiKey.findFirstOrThrow({ where: { user: { email: "whole@example.com" } } });
    for (const other of [stored.key, `tidy_${stored.key}`, key.slice(0, -1), `${key}x`, key.toUpperCase()]) {
      await expect(use(other)).rejects.toMatchObject(refused);
    }
  });
});

describe("managing keys", () => {
  test("shows and revokes the caller's own only", async () => {
    const owner = await context.signUp("mine@example.com");
    const { key } = await context.auth.createApiKey(owner, { ...scriptKey, name: "mine" }, new Date());
    const stranger = await context.signUp("stranger@example.com");
    expect(await list(stranger)).toEqual([]);
    const { id } = await only(owner);
    await expect(context.auth.revokeApiKey(stranger, id)).rejects.toMatchObject({ kind: "not-found" });
    expect(await use(key)).toMatchObject({ user: { email: "mine@example.com" } });
  });

  test("lists the newest first", async () => {
    const headers = await context.signUp("many@example.com");
    for (const name of ["first", "second", "third"])
      await context.auth.createApiKey(headers, { ...scriptKey, name }, new Date());
    expect((await list(headers)).map(({ name }) => name)).toEqual(["third", "second", "first"]);
  });

  test("requires a session: a key can't create or revoke keys", async () => {
    const owner = await context.signUp("chain@example.com");
    const { key } = await context.auth.createApiKey(owner, scriptKey, new Date());
    const { id } = await only(owner);
    const unauthenticated = { kind: "unauthenticated" };
    await expect(
      context.auth.createApiKey(bearer(key), { ...scriptKey, name: "another" }, new Date()),
    ).rejects.toMatchObject(unauthenticated);
    await expect(context.auth.revokeApiKey(bearer(key), id)).rejects.toMatchObject(unauthenticated);
  });

  test("revoking twice is a not-found, not a crash", async () => {
    const headers = await context.signUp("twice@example.com");
    await context.auth.createApiKey(headers, scriptKey, new Date());
    const { id } = await only(headers);
    await context.auth.revokeApiKey(headers, id);
    await expect(context.auth.revokeApiKey(headers, id)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("the scopes of a key", () => {
  test.each([
    ["todos", "user", ["GET", "POST"]],
    ["tasks:read", "admin", ["GET"]],
    ["tasks:write", "admin", ["GET", "POST"]],
  ] as const)("%s allow what %s routes do by %j, and nothing else", async (scope, access, methods) => {
    const admin = await context.signUpAdmin(`${scope.replace(":", "-")}@example.com`);
    const { key } = await context.auth.createApiKey(admin, { ...scriptKey, scopes: [scope] }, new Date());
    for (const kind of ["user", "admin"] as const) {
      for (const method of ["GET", "POST"] as const) {
        const answer = ask(key, kind, method);
        if (kind === access && methods.some((allowed) => allowed === method)) {
          await expect(answer).resolves.toMatchObject({ via: "api-key" });
        } else await expect(answer).rejects.toMatchObject({ kind: "forbidden" });
      }
    }
    expect((await only(admin)).scopes).toEqual([scope]);
  });

  test("give nothing that the owner may not do", async () => {
    const { key } = await context.auth.createApiKey(await context.signUp("plain@example.com"), scriptKey, new Date());
    await expect(ask(key, "admin", "GET")).rejects.toMatchObject({ kind: "forbidden" });
  });

  test.each([null, "", "{}", "no JSON", '{"scopes":["everything"]}'])("stored as %j allow nothing", async (stored) => {
    const owner = await context.signUp(`stored-${String(stored).length}@example.com`);
    const { key } = await context.auth.createApiKey(owner, scriptKey, new Date());
    await context.db.apiKey.update({ where: { id: (await only(owner)).id }, data: { permissions: stored } });
    await expect(use(key)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("a new key", () => {
  test("ends after its days", async () => {
    const owner = await context.signUp("ending@example.com");
    const before = Date.now();
    const { key } = await context.auth.createApiKey(owner, { ...scriptKey, days: 365 }, new Date());
    const end = (await only(owner)).expiresAt?.getTime() ?? 0;
    expect(end).toBeGreaterThanOrEqual(before + 365 * dayMs - 1000);
    expect(end).toBeLessThanOrEqual(Date.now() + 365 * dayMs);
    expect(await context.auth.findUserByApiKey(key, new Date(end))).toBeNull();
  });

  test.each([
    [{}, true],
    [{ scopes: [] }, false],
    [{ scopes: ["everything"] }, false],
    [{ days: 0 }, false],
    [{ days: 366 }, false],
    [{ days: Number.NaN }, false],
  ])("with %j is accepted: %s", (change, accepted) => {
    expect(newApiKeySchema.safeParse({ ...scriptKey, ...change }).success).toBe(accepted);
  });

  test("is refused where its owner has 25, also when they come at once", async () => {
    const owner = await context.signUp("collector@example.com");
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, () => context.auth.createApiKey(owner, scriptKey, new Date())),
    );
    expect((await list(owner)).length).toBeLessThanOrEqual(25);
    const refusals = tries.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refusals.length).toBeGreaterThanOrEqual(5);
    for (const reason of refusals) expect(reason).toMatchObject({ kind: "conflict" });
  });
});
