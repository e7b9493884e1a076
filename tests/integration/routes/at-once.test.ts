import { beforeAll, describe, expect, it, test, vi } from "vitest";
import * as changes from "#app/api/changes/route.ts";
import * as settings from "#app/api/settings/route.ts";
import * as todo from "#app/api/todos/[id]/route.ts";
import * as todos from "#app/api/todos/route.ts";
import * as trash from "#app/api/trash/route.ts";
import { createAuth } from "#lib/auth/auth.ts";
import { productionLimits } from "#lib/auth/throttling/rate-limits.ts";
import type { Database } from "#lib/db/client.ts";
import { accountHeader } from "#lib/http/page-account.ts";
import { newId } from "#lib/id.ts";
import { statementsOf } from "#tests/support/query-plans.ts";
import { problemOf, setUpApi, withHeaders } from "./api.ts";

const api = setUpApi();
let db: Database;
let session: Headers;
let script: Headers;
let userId: string;

beforeAll(async () => {
  db = api.app.database;
  session = await api.signUp("ann@example.com");
  script = await api.scriptOf(session);
  userId = (await api.app.auth.findUserBySession(session))?.id ?? "";
});

const list = (headers: Headers, query = "") => api.call(todos.GET, { headers, url: `/api/todos${query}` });
const create = (headers: Headers, body: object = { title: "Buy milk" }) =>
  api.call(todos.POST, { method: "POST", headers, body });

describe("each of these is one statement, the caller included", () => {
  test.each(["session", "key"])("by %s", async (kind) => {
    const headers = kind === "session" ? session : script;
    // The first request of a session or key in this process looks its user up.
    const made = await (await list(headers).then(() => create(headers))).json();
    const params = { id: made.id };
    const requests = {
      list: () => list(headers),
      page: () => list(headers, "?status=open&sort=due&limit=1"),
      search: () => list(headers, "?q=milk"),
      changes: () => api.call(changes.GET, { headers, url: "/api/changes" }),
      "list the trash": () => api.call(trash.GET, { headers, url: "/api/trash?q=milk" }),
      settings: () => api.call(settings.GET, { headers, url: "/api/settings" }),
      create: () => create(headers),
      "create by id": () => create(headers, { id: newId(new Date()), title: "Buy bread" }),
      read: () => api.call(todo.GET, { headers, params }),
      edit: () =>
        api.call(todo.PATCH, { method: "PATCH", headers, params, body: { notes: "2 l", base: { notes: "" } } }),
      complete: () => api.call(todo.PATCH, { method: "PATCH", headers, params, body: { completed: true } }),
      trash: () => api.call(todo.DELETE, { method: "DELETE", headers, params }),
    };
    for (const [name, request] of Object.entries(requests)) {
      let ok = false;
      const statements = await statementsOf(async () => {
        ok = (await request()).ok;
      });
      expect([name, ok, statements.length]).toEqual([name, true, 1]);
    }
  });
});

describe("a caller who was let in before", () => {
  const denials = () =>
    db.securityEvent.findMany({ where: { ownerId: userId }, select: { kind: true, details: true } });

  it("is refused at once where the session has ended, is too old, or the account is disabled or gone", async () => {
    for (const end of [
      (id: string) => db.session.deleteMany({ where: { userId: id } }),
      (id: string) => db.session.updateMany({ where: { userId: id }, data: { expiresAt: new Date(Date.now() - 1) } }),
      (id: string) => db.session.updateMany({ where: { userId: id }, data: { createdAt: new Date("2020-01-01") } }),
      // Signed in while that happened: its session outlives the others'.
      (id: string) => db.user.update({ where: { id }, data: { disabledAt: new Date() } }),
      (id: string) => db.user.delete({ where: { id } }),
    ]) {
      const headers = await api.signUp(`${newId(new Date())}@example.com`);
      const { id = "" } = (await api.app.auth.findUserBySession(headers)) ?? {};
      expect((await create(headers)).status).toBe(201);
      await end(id);
      expect((await create(headers)).status).toBe(401);
      expect((await list(headers)).status).toBe(401);
      expect(await db.todo.count({ where: { ownerId: id, title: "Buy milk" } })).toBeLessThanOrEqual(1);
    }
  });

  it("is refused at once where the key is revoked, disabled, expired or has lost its scope", async () => {
    for (const data of [
      { enabled: false },
      { expiresAt: new Date(Date.now() - 1) },
      { permissions: JSON.stringify({ scopes: ["tasks:read"] }) },
      { permissions: null },
    ]) {
      const headers = await api.scriptOf(session);
      expect((await create(headers)).status).toBe(201);
      const { id } = await db.apiKey.findFirstOrThrow({ orderBy: { id: "desc" } });
      const count = await db.todo.count();
      await db.apiKey.update({ where: { id }, data });
      expect((await create(headers)).status).toBe("permissions" in data ? 403 : 401);
      expect((await list(headers)).ok).toBe(false);
      expect(await db.todo.count()).toBe(count);
      await db.apiKey.delete({ where: { id } });
      expect((await list(headers)).status).toBe(401);
    }
  });

  it("changes nothing from another site, or from a page of another account", async () => {
    await list(session);
    const count = await db.todo.count();
    const other = withHeaders(session, { "sec-fetch-site": "cross-site" });
    await problemOf(await create(other));
    const page = withHeaders(session, { [accountHeader]: newId(new Date()) });
    expect((await create(page)).status).toBe(409);
    expect((await list(page)).status).toBe(409);
    expect(await db.todo.count()).toBe(count);
    await vi.waitFor(
      async () => expect(await denials()).toContainEqual({ kind: "access-denied", details: { reason: "other-site" } }),
      { timeout: 10_000 },
    );
  });

  it("needs the signature of the cookie, and its own", async () => {
    await list(session);
    const cookie = session.get("cookie") ?? "";
    const forged = cookie.replace(/(session_token=[^.]+)\.[^;]+/, `$1.${encodeURIComponent(`${"A".repeat(43)}=`)}`);
    expect(forged).not.toBe(cookie);
    for (const bad of [forged, cookie.replace(/(session_token=[^.]+)\.[^;]+/, "$1")]) {
      expect((await list(withHeaders(session, { cookie: bad }))).status).toBe(401);
    }
    // A key that is wrong does not hide behind a cookie that is right.
    expect((await list(withHeaders(session, { authorization: "Bearer tidy_wrong" }))).status).toBe(401);
  });

  it("has a session renewed, and the use of a key stored", async () => {
    const [headers, key] = [await api.signUp("renewed@example.com"), await api.scriptOf(session)];
    await Promise.all([list(headers), list(key)]);
    const { id, userId: whose } = await db.session.findFirstOrThrow({ orderBy: { id: "desc" } });
    const [soon, old] = [new Date(Date.now() + 86_400_000), new Date(Date.now() - 600_000)];
    await db.session.updateMany({ where: { userId: whose }, data: { expiresAt: soon } });
    const stored = await db.apiKey.findFirstOrThrow({ orderBy: { id: "desc" } });
    await db.apiKey.update({ where: { id: stored.id }, data: { lastRequest: old } });
    await Promise.all([list(headers), list(key)]);
    expect((await db.session.findUniqueOrThrow({ where: { id } })).expiresAt.getTime()).toBeGreaterThan(soon.getTime());
    const used = await db.apiKey.findUniqueOrThrow({ where: { id: stored.id } });
    expect(used.lastRequest?.getTime()).toBeGreaterThan(old.getTime());
  });

  it("is counted once for each request, whether it is found at once or not", async () => {
    const limits = { ...productionLimits, requests: { seconds: 600, max: 4 } };
    const app = { ...api.app, auth: createAuth({ database: db, env: api.app.env, limits }) };
    const call = (params: { id: string }) =>
      todo.GET.respond(app, new Request("https://x.example/", { headers: session }), params);
    const [known, unknown] = [await (await create(session)).json(), newId(new Date())];
    const statuses: number[] = [];
    for (const id of [known.id, known.id, unknown, known.id, known.id]) statuses.push((await call({ id })).status);
    expect(statuses).toEqual([200, 200, 404, 200, 429]);
  });
});

describe("a page that the client has", () => {
  it("is answered with 304 until it changes", async () => {
    const headers = await api.signUp("cached@example.com");
    await list(headers);
    const first = await list(headers);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"/);
    const again = await list(withHeaders(headers, { "if-none-match": etag }));
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    expect(again.headers.get("cache-control")).toBe("no-store");
    await create(headers);
    const changed = await list(withHeaders(headers, { "if-none-match": etag }));
    expect([changed.status, (await changed.json()).items.length]).toEqual([200, 1]);
  });
});
