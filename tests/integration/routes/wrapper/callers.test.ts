import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import * as todos from "#app/api/todos/route.ts";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { appUrl, cronSecret } from "#tests/support/app-env.ts";
import { problemOf, setUpApi, withHeaders } from "../api.ts";

const api = setUpApi();
let session: Headers;
let script: Headers;

beforeAll(async () => {
  session = await api.signUp("ann@example.com");
  script = await api.scriptOf(session);
});

const create = (body: unknown, headers: Headers | Record<string, string> = script) =>
  api.call(todos.POST, { method: "POST", headers, body });

describe("who may call", () => {
  it("is nobody without a session or key: 401 with a challenge", async () => {
    const response = await api.call(todos.GET);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    await problemOf(response);
    expect((await create({ title: "x" }, {})).status).toBe(401);
    expect((await create({ title: "x" }, { authorization: "Bearer tidy_nonsense" })).status).toBe(401);
  });

  it("is a script with an API key, from anywhere", async () => {
    expect((await create({ title: "By script" })).status).toBe(201);
  });

  it("is decided before the body is looked at", async () => {
    const response = await create("not json", { "content-type": "text/plain" });
    expect(response.status).toBe(401);
  });

  it("is an admin or a scheduler where the route says so", async () => {
    const admin = route({ summary: "x", access: "admin", response: z.string(), handle: async () => json("ok") });
    const cron = route({ summary: "x", access: "cron", response: z.string(), handle: async () => json("ok") });
    const boss = await api.signUpAdmin();
    expect((await api.call(admin, { headers: session })).status).toBe(403);
    expect((await api.call(admin, { headers: boss })).status).toBe(200);
    expect((await api.call(cron, { headers: boss })).status).toBe(401);
    expect((await api.call(cron, { headers: { authorization: `Bearer ${cronSecret}` } })).status).toBe(200);
  });
});

describe("a changing request with a session cookie", () => {
  it.each([
    ["same-origin", 201],
    ["same-site", 403],
    ["cross-site", 403],
    ["none", 403],
  ])("from a page that the browser calls %s gets %i", async (site, status) => {
    const response = await create({ title: "x" }, withHeaders(session, { "sec-fetch-site": site, origin: null }));
    expect(response.status).toBe(status);
  });

  it.each([
    [appUrl, 201],
    ["https://evil.example.com", 403],
    ["https://tidy.example.com.evil.com", 403],
    ["http://tidy.example.com", 403],
    ["null", 403],
    [null, 403],
  ])("from an older browser on %s gets %i", async (from, status) => {
    const response = await create({ title: "x" }, withHeaders(session, { "sec-fetch-site": null, origin: from }));
    expect(response.status).toBe(status);
    if (status === 403) await problemOf(response);
  });

  it("may come from the name that the browser used, when that is not APP_URL", async () => {
    const onLan = { "sec-fetch-site": null, origin: "http://10.0.0.5:3000", host: "10.0.0.5:3000" };
    expect((await create({ title: "x" }, withHeaders(session, onLan))).status).toBe(201);
    expect((await create({ title: "x" }, withHeaders(session, { ...onLan, host: "other" }))).status).toBe(403);
  });

  it("is not a read: those may come from anywhere", async () => {
    const headers = withHeaders(session, { "sec-fetch-site": "cross-site", origin: null });
    expect((await api.call(todos.GET, { headers })).status).toBe(200);
  });
});

describe("a request that names the account of its page", () => {
  const naming = (account: string, headers = session) => withHeaders(headers, { "x-tidy-account": account });
  const userOf = async (headers: Headers) => (await api.app.auth.findUserBySession(headers))?.id ?? "";

  it("is answered when that account is signed in", async () => {
    const headers = naming(await userOf(session));
    expect((await create({ title: "x" }, headers)).status).toBe(201);
    expect((await api.call(todos.GET, { headers })).status).toBe(200);
  });

  it("is refused when somebody else is, and does nothing, whatever its method", async () => {
    const other = await api.signUp("bob@example.com");
    const headers = naming(await userOf(session), other);
    const refused = [await create({ title: "x" }, headers), await api.call(todos.GET, { headers })];
    for (const response of refused) {
      expect(await problemOf(response)).toMatchObject({ status: 409, type: `${appUrl}/docs#other-account` });
    }
    expect(await (await api.call(todos.GET, { headers: other })).json()).toMatchObject({ items: [] });
  });

  it("is refused when it names no account at all", async () => {
    for (const account of ["", "nobody"]) expect((await create({ title: "x" }, naming(account))).status).toBe(409);
  });

  it("is a 401 when nobody is signed in", async () => {
    const account = await userOf(session);
    expect((await create({ title: "x" }, { "x-tidy-account": account })).status).toBe(401);
  });
});
