import pg from "pg";
import { afterEach, describe, expect, test, vi } from "vitest";
import { authorize } from "#lib/auth/access.ts";
import { bearer, scriptKey } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
const access = (kind: Parameters<typeof authorize>[0], headers: Headers, secret?: string) =>
  authorize(kind, headers, { auth: context.auth, env: { CRON_SECRET: secret }, method: "GET" });

afterEach(() => {
  vi.restoreAllMocks();
});

describe("public", () => {
  test("lets anyone in without asking who they are", async () => {
    const query = vi.spyOn(pg.Client.prototype, "query");
    await expect(access("public", new Headers({ cookie: "x=1", authorization: "Bearer x" }))).resolves.toBeNull();
    expect(query).not.toHaveBeenCalled();
  });
});

describe("user and admin", () => {
  test.each(["user", "admin"] as const)("%s refuses a signed-out caller", async (kind) => {
    await expect(access(kind, new Headers())).rejects.toMatchObject({ kind: "unauthenticated" });
  });

  test("user allows any signed-in caller", async () => {
    const caller = await access("user", await context.signUp("ann@example.com"));
    expect(caller).toMatchObject({ via: "session", user: { email: "ann@example.com", role: "user" } });
    expect(Object.keys(caller?.user ?? {}).toSorted()).toEqual([
      "email",
      "id",
      "name",
      "retentionDays",
      "role",
      "timeZone",
    ]);
  });

  test("admin allows admins only", async () => {
    const user = await context.signUp("member@example.com");
    await expect(access("admin", user)).rejects.toMatchObject({ kind: "forbidden" });
    const admin = await context.signUpAdmin();
    await expect(access("admin", admin)).resolves.toMatchObject({ user: { role: "admin" } });
    const { key } = await context.auth.createApiKey(admin, scriptKey, new Date());
    await expect(access("admin", bearer(key))).resolves.toMatchObject({ via: "api-key", user: { role: "admin" } });
  });

  test("an invalid key is refused even beside a valid cookie", async () => {
    const headers = await context.signUp("both@example.com");
    for (const authorization of ["Bearer tidy_unknown", "Bearer something", "bearer ", "Bearer"]) {
      headers.set("authorization", authorization);
      await expect(access("user", headers)).rejects.toMatchObject({ kind: "unauthenticated" });
    }
  });

  test("another authorization scheme, such as a proxy's password, doesn't hide the cookie", async () => {
    const headers = await context.signUp("proxied@example.com");
    headers.set("authorization", "Basic YTpi");
    await expect(access("user", headers)).resolves.toMatchObject({ via: "session" });
  });

  test("takes one SQL statement, by session and by key", async () => {
    const session = await context.signUp("counted@example.com");
    const { key } = await context.auth.createApiKey(session, scriptKey, new Date());
    const query = vi.spyOn(pg.Client.prototype, "query");
    const statements = async (headers: Headers) => {
      query.mockClear();
      await access("user", headers);
      return query.mock.calls.length;
    };
    expect(await statements(session)).toBe(1);
    expect(await statements(bearer(key))).toBe(1);
    expect(await statements(bearer(key))).toBe(1);
  });
});

describe("cron", () => {
  const secret = "0123456789abcdef";
  const refused = { kind: "unauthenticated" };

  test.each([
    ["nothing", undefined],
    ["Bearer undefined", "Bearer undefined"],
    ["Bearer null", "Bearer null"],
    ["an empty bearer", "Bearer "],
    ["the word alone", "Bearer"],
    ["a wrong secret", "Bearer fedcba9876543210"],
    ["a part of the secret", `Bearer ${secret.slice(0, -1)}`],
    ["more than the secret", `Bearer ${secret}0`],
    ["the secret without a scheme", secret],
    ["the secret in another scheme", `Basic ${secret}`],
  ])("refuses %s, whether the secret is set or not", async (_, authorization) => {
    const headers = new Headers(authorization === undefined ? {} : { authorization });
    await expect(access("cron", headers, secret)).rejects.toMatchObject(refused);
    await expect(access("cron", headers)).rejects.toMatchObject(refused);
  });

  test("refuses everybody while the secret is unset", async () => {
    await expect(access("cron", bearer(secret))).rejects.toMatchObject(refused);
  });

  test("refuses admins, by session and by key", async () => {
    const admin = await context.signUpAdmin("boss.two@example.com");
    const { key } = await context.auth.createApiKey(admin, scriptKey, new Date());
    await expect(access("cron", admin, secret)).rejects.toMatchObject(refused);
    await expect(access("cron", bearer(key), secret)).rejects.toMatchObject(refused);
  });

  test("allows a caller with the secret, without a database", async () => {
    const query = vi.spyOn(pg.Client.prototype, "query");
    await expect(access("cron", bearer(secret), secret)).resolves.toBeNull();
    await expect(access("cron", new Headers({ authorization: `bearer  ${secret}` }), secret)).resolves.toBeNull();
    expect(query).not.toHaveBeenCalled();
  });

  test("repeats no secret in its messages", async () => {
    const error = await access("cron", bearer("fedcba9876543210"), secret).catch((reason: unknown) => String(reason));
    expect(error).not.toMatch(/0123456789abcdef|fedcba9876543210/);
  });
});
