import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import * as todos from "#app/api/todos/route.ts";
import * as trash from "#app/api/trash/route.ts";
import { DomainError } from "#lib/errors.ts";
import { json } from "#lib/http/reply.ts";
import { type Route, route } from "#lib/http/route.ts";
import { cronSecret, origin, setUpApi } from "./api.ts";

const api = setUpApi();
let session: Headers;
let script: Headers;

beforeAll(async () => {
  session = await api.signUp("ann@example.com");
  script = await api.scriptOf(session);
});

const create = (body: unknown, headers: Headers | Record<string, string> = script) =>
  api.call(todos.POST, { method: "POST", headers, body });

const withHeaders = (base: Headers, more: Readonly<Record<string, string | null>>) => {
  const headers = new Headers(base);
  for (const [name, value] of Object.entries(more)) value === null ? headers.delete(name) : headers.set(name, value);
  return headers;
};

async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem = await response.json();
  expect(problem).toMatchObject({
    type: expect.stringMatching(/^https:\/\/tidy\.example\.com\/docs#[a-z-]+$/),
    title: expect.any(String),
    status: response.status,
    detail: expect.any(String),
  });
  return problem;
}

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
    const boss = await api.signUp("boss@example.com");
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
    [origin, 201],
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

describe("the body", () => {
  const jsonScript = () => withHeaders(script, { "content-type": "application/json" });

  it.each(["", "{", "{'title': 1}", "undefined", '{"title":"x"}}'])(
    "%j is 400 or says what is missing",
    async (body) => {
      const response = await create(body, jsonScript());
      expect(response.status).toBe(body === "" ? 422 : 400);
      await problemOf(response);
    },
  );

  it("in another encoding than UTF-8 is 400", async () => {
    const latin1 = new ReadableStream({
      start(controller) {
        controller.enqueue(Uint8Array.from([...'{"title":"'].map((c) => c.charCodeAt(0)).concat(0xe4, 0x22, 0x7d)));
        controller.close();
      },
    });
    expect((await create(latin1, jsonScript())).status).toBe(400);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", ""])(
    "as %j is 415",
    async (type) => {
      const headers = withHeaders(script, { "content-type": type === "" ? null : type });
      const response = await create(JSON.stringify({ title: "x" }), headers);
      expect(response.status).toBe(415);
      await problemOf(response);
    },
  );

  it.each(["application/json; charset=utf-8", "APPLICATION/JSON", "application/merge-patch+json"])(
    "as %j is read",
    async (type) => {
      const headers = withHeaders(script, { "content-type": type });
      expect((await create(JSON.stringify({ title: "x" }), headers)).status).toBe(201);
    },
  );

  it("is refused with 413 while it is still coming, whatever Content-Length says", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
    });
    const headers = withHeaders(script, { "content-type": "application/json", "content-length": "10" });
    const response = await create(endless, headers);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(80 * 1024);
    await problemOf(response);
  });

  it("of 64 KiB is read and of one byte more is not", async () => {
    const fill = (bytes: number) => `{"title":"x"${" ".repeat(bytes - 13)}}`;
    expect((await create(fill(65_536), jsonScript())).status).toBe(201);
    expect((await create(fill(65_537), jsonScript())).status).toBe(413);
  });
});

describe("what breaks a rule", () => {
  it.each([
    [{}, { field: "title", message: "write what there is to do" }],
    [{ title: "  " }, { field: "title", message: "write what there is to do" }],
    [{ title: 5 }, { field: "title", message: "must be text" }],
    [{ title: "x".repeat(201) }, { field: "title", message: "use at most 200 characters" }],
    [
      { title: "x", dueOn: "soon" },
      { field: "dueOn", message: "use a date such as 2026-12-01" },
    ],
    [
      { title: "x", pinned: "yes" },
      { field: "pinned", message: "must be true or false" },
    ],
    [
      { title: "x", ownerId: "me" },
      { field: "ownerId", message: "is not a known field" },
    ],
    [[], { field: "body", message: "must be an object" }],
    [null, { field: "body", message: "must be an object" }],
  ])("%j is 422 and says where", async (body, error) => {
    const response = await create(body);
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({ title: "Invalid input", errors: [error] });
  });

  it("is reported all at once", async () => {
    const response = await create({ title: "", notes: 1, colour: "red", size: 2 });
    const { errors } = await problemOf(response);
    expect(errors.map(({ field }: { field: string }) => field).sort()).toEqual(["colour", "notes", "size", "title"]);
  });

  it("does not smuggle a prototype in", async () => {
    const headers = withHeaders(script, { "content-type": "application/json" });
    const response = await create('{"title":"x","__proto__":{"pinned":true}}', headers);
    if (response.status === 201) expect(await response.json()).toMatchObject({ pinned: false });
    else expect(response.status).toBe(422);
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=ten", "limit"],
    ["status=done", "status"],
    ["cursor=x", "cursor"],
    ["page=2", "page"],
    ["q=a&q=b", "q"],
    ["status=open&status=open", "status"],
    [`q=${"x".repeat(201)}`, "q"],
    ["q=%00", "q"],
  ])("in the query, %s is 422 and names the parameter", async (search, field) => {
    const response = await api.call(todos.GET, { url: `/api/todos?${search}`, headers: script });
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors).toMatchObject([{ field }]);
  });

  it("in the trash's query is refused as well", async () => {
    const response = await api.call(trash.GET, { url: "/api/trash?cursor=1", headers: script });
    expect(response.status).toBe(422);
  });
});

describe("an error", () => {
  const failing = (error: unknown): Route =>
    route({
      summary: "x",
      access: "public",
      handle: async () => {
        throw error;
      },
    });

  it("that nobody expected is 500 with a reference to the log, and tells nothing else", async () => {
    const logged = vi.spyOn(api.app.logger, "error");
    const error = new Error('relation "todo" does not exist at character 15');
    const response = await api.call(failing(error));
    expect(response.status).toBe(500);
    const problem = await problemOf(response);
    expect(JSON.stringify(problem)).not.toMatch(/relation|character|\.ts/);
    expect(problem.reference).toBe(response.headers.get("x-request-id"));
    expect(problem.detail).toContain(problem.reference);
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ err: error, requestId: problem.reference }),
      expect.any(String),
    );
    logged.mockRestore();
  });

  it("of the domain keeps its words and gets its status", async () => {
    const response = await api.call(failing(new DomainError("unavailable", "The engine is down. Try again.")));
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await problemOf(response)).toMatchObject({ detail: "The engine is down. Try again." });
  });

  it("is what an answer becomes that its own schema refuses", async () => {
    const response = z.object({ count: z.int() });
    const wrong = route({ summary: "x", access: "public", response, handle: async () => json({ count: 1.5 }) });
    expect((await api.call(wrong)).status).toBe(500);
  });
});

describe("an answer", () => {
  it("carries no field that its schema doesn't name", async () => {
    const response = z.object({ name: z.string() });
    const body = { name: "x", passwordHash: "secret" };
    const open = route({ summary: "x", access: "public", response, handle: async () => json(body) });
    expect(await (await api.call(open)).json()).toEqual({ name: "x" });
  });

  it("names its request, by the proxy's id where that is harmless", async () => {
    const idFor = async (given: string) =>
      (await api.call(todos.GET, { headers: withHeaders(script, { "x-request-id": given }) })).headers.get(
        "x-request-id",
      );
    expect(await idFor("4f2a-proxy:17")).toBe("4f2a-proxy:17");
    expect(await idFor('x"} {"level":60')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("is logged in one line, by route, without what was sent", async () => {
    const logged = vi.spyOn(api.app.logger, "info");
    const probe = route({
      summary: "x",
      access: "public",
      handle: async () => ({ status: 204, body: undefined, headers: {} }),
    });
    const id = "019b0000-0000-7000-8000-000000000000";
    await api.call(probe, { url: `/api/todos/${id}?q=private`, params: { id } });
    expect(logged.mock.calls).toEqual([
      [
        { requestId: expect.any(String), method: "GET", route: "/api/todos/{id}", status: 204, ms: expect.any(Number) },
        "request",
      ],
    ]);
    logged.mockRestore();
  });
});
