import pg from "pg";
import { beforeAll, describe, expect, test, vi } from "vitest";
import * as deletion from "#app/api/account/delete/route.ts";
import * as signingOut from "#app/api/account/sign-out/route.ts";
import * as preview from "#app/api/settings/retention/preview/route.ts";
import * as settings from "#app/api/settings/route.ts";
import * as theme from "#app/api/settings/theme/route.ts";
import * as todos from "#app/api/todos/route.ts";
import { createAuth } from "#lib/auth/auth.ts";
import { productionLimits } from "#lib/auth/throttling/rate-limits.ts";
import { addDays } from "#lib/days.ts";
import { changeSettingsSchema } from "#lib/settings/settings-schemas.ts";
import { problemOf, setUpApi, withHeaders } from "./api.ts";

const api = setUpApi();
let session: Headers;
beforeAll(async () => {
  session = await api.signUp("ann@example.com");
});

const change = (body: unknown, headers = session) => api.call(settings.PATCH, { method: "PATCH", headers, body });

describe("settings", () => {
  test("are read with one statement, by browser and by script", async () => {
    const script = await api.scriptOf(session);
    const query = vi.spyOn(pg.Client.prototype, "query");
    for (const headers of [session, script]) {
      query.mockClear();
      const response = await api.call(settings.GET, { headers });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        name: "Somebody",
        email: "ann@example.com",
        retentionDays: 7,
        timeZone: null,
      });
      expect(query).toHaveBeenCalledTimes(1);
    }
    query.mockRestore();
  });

  test("change where they are named", async () => {
    const response = await change({ name: " Ann ", timeZone: "Europe/Berlin" });
    expect(response.status).toBe(200);
    const changed = await response.json();
    expect(changed).toMatchObject({ name: "Ann", timeZone: "Europe/Berlin", retentionDays: 7 });
    expect(Object.keys(changed)).toEqual(expect.arrayContaining(Object.keys(changeSettingsSchema.shape)));
    expect(await (await change({ retentionDays: null })).json()).toMatchObject({ name: "Ann", retentionDays: null });
    expect(await (await change({ retentionDays: 7 })).json()).toMatchObject({ retentionDays: 7 });
  });

  test.each([
    ["retentionDays", { retentionDays: 2 }],
    ["retentionDays", { retentionDays: "7" }],
    ["timeZone", { timeZone: "Berlin" }],
    ["name", { name: "" }],
    ["role", { role: "admin" }],
    ["body", {}],
  ])("refuse a wrong %s: %j", async (field, body) => {
    const response = await change(body);
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors?.[0]).toMatchObject({ field });
  });

  test("change together or not at all", async () => {
    const headers = await api.signUp("cleo@example.com");
    const user = await api.app.auth.findUserBySession(headers);
    if (user === null) throw new Error("Cleo is not signed in.");
    const now = new Date();
    const { id } = await api.app.todos.create(user, { title: "Done" }, now);
    const { expiresAt } = await api.app.todos.update(user, id, { completed: true }, now);
    const { database } = api.app;
    await database.$executeRaw`ALTER TABLE "user" ADD CONSTRAINT refused CHECK (name <> 'Refused')`;
    const refused = await change({ retentionDays: 30, name: "Refused" }, headers);
    await database.$executeRaw`ALTER TABLE "user" DROP CONSTRAINT refused`;
    expect(refused.status).toBe(500);
    expect(await (await api.call(settings.GET, { headers })).json()).toMatchObject({ retentionDays: 7 });
    expect((await api.app.todos.get(user, id)).expiresAt).toBe(expiresAt);
    expect((await change({ retentionDays: 30, name: "Cleo" }, headers)).status).toBe(200);
    expect((await api.app.todos.get(user, id)).expiresAt).toBe(addDays(now, 30).toISOString());
  });

  test("a shorter retention is previewed, changes what the preview counted, and lets nothing expire within a day", async () => {
    const headers = await api.signUp("bob@example.com");
    const user = await api.app.auth.findUserBySession(headers);
    if (user === null) throw new Error("Bob is not signed in.");
    const longAgo = addDays(new Date(), -5);
    const { id } = await api.app.todos.create(user, { title: "Done long ago" }, longAgo);
    await api.app.todos.update(user, id, { completed: true }, longAgo);
    const asked = Date.now();
    const body = { retentionDays: 3 };
    const response = await api.call(preview.POST, { method: "POST", headers, body });
    const shown = await response.json();
    expect(shown).toMatchObject({ changedCount: 1, expiringWithinDayCount: 1, firstExpiresAt: expect.any(String) });
    expect(Date.parse(shown.firstExpiresAt)).toBeGreaterThanOrEqual(asked + 86_400_000);
    expect((await api.app.todos.get(user, id)).expiresAt).toBe(addDays(longAgo, 7).toISOString());
    expect((await change(body, headers)).status).toBe(200);
    const { expiresAt } = await api.app.todos.get(user, id);
    expect(Date.parse(expiresAt ?? "")).toBeGreaterThanOrEqual(Date.parse(shown.firstExpiresAt));
  });
});

describe("the theme", () => {
  const choose = (body: unknown) => api.call(theme.PUT, { method: "PUT", headers: session, body });

  test("is kept by the browser for a year, out of reach of scripts", async () => {
    const response = await choose({ theme: "dark" });
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()).toEqual([
      "__Host-theme=dark; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax; Secure",
    ]);
  });

  test("is one of three", async () => {
    const response = await choose({ theme: "dark; Domain=example.com" });
    expect((await problemOf(response)).errors).toEqual([{ field: "theme", message: "use one of system, light, dark" }]);
  });
});

describe("signing out", () => {
  test("ends the session that asks, no other one and no API key", async () => {
    const headers = await api.signUp("signs-out@example.com");
    const script = await api.scriptOf(headers);
    const signOut = (caller: Headers) => api.call(signingOut.POST, { method: "POST", headers: caller });
    const status = async (caller: Headers) => (await api.call(settings.GET, { headers: caller })).status;
    expect((await signOut(headers)).status).toBe(204);
    expect([await status(headers), await status(script), await status(session)]).toEqual([401, 200, 200]);
    expect((await signOut(headers)).status).toBe(401);
  });

  test("isn't something that another site can do", async () => {
    const forged = withHeaders(session, { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" });
    expect((await api.call(signingOut.POST, { method: "POST", headers: forged })).status).toBe(403);
    expect((await api.call(settings.GET, { headers: session })).status).toBe(200);
  });
});

describe("deleting the account", () => {
  test("needs the password, then ends browser and scripts", async () => {
    const headers = await api.signUp("leaves@example.com");
    const script = await api.scriptOf(headers);
    const del = (password: string) => api.call(deletion.POST, { method: "POST", headers: script, body: { password } });
    const refused = await del("wrong horse");
    expect(refused.status).toBe(422);
    expect((await problemOf(refused)).errors).toMatchObject([{ field: "password" }]);
    expect((await del("correct horse")).status).toBe(204);
    for (const gone of [headers, script]) {
      expect((await api.call(settings.GET, { headers: gone })).status).toBe(401);
    }
  });
});

describe("too many requests", () => {
  test("are answered with 429, Retry-After and what to do; a page of todos still costs two statements", async () => {
    const limits = { ...productionLimits, requests: { seconds: 60, max: 2 } };
    const auth = createAuth({ database: api.app.database, env: api.app.env, limits });
    const list = () =>
      todos.GET.respond({ ...api.app, auth }, new Request("https://x.example/api", { headers: session }), {});
    const query = vi.spyOn(pg.Client.prototype, "query");
    expect((await list()).status).toBe(200);
    expect(query).toHaveBeenCalledTimes(2);
    query.mockRestore();
    expect((await list()).status).toBe(200);
    const response = await list();
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    const problem = await problemOf(response);
    expect(problem.detail).toContain("Wait 30 s");
    expect(problem.retryAfterSeconds).toBe(Number(response.headers.get("retry-after")));
  });
});
