import { beforeAll, describe, expect, it } from "vitest";
import * as runs from "#app/api/runs/route.ts";
import * as settings from "#app/api/settings/route.ts";
import * as preview from "#app/api/tasks/[domain]/[action]/preview/route.ts";
import * as task from "#app/api/tasks/[domain]/[action]/route.ts";
import * as pin from "#app/api/todos/expiring/pin/route.ts";
import * as unpin from "#app/api/todos/expiring/unpin/route.ts";
import * as todos from "#app/api/todos/route.ts";
import * as restoreMany from "#app/api/trash/restore/route.ts";
import * as trash from "#app/api/trash/route.ts";
import { problemOf, setUpApi, withHeaders } from "../api.ts";

const api = setUpApi();
let script: Headers;

beforeAll(async () => {
  script = await api.scriptOf(await api.signUp("ann@example.com"));
});

const create = (body: unknown, headers: Headers | Record<string, string> = script) =>
  api.call(todos.POST, { method: "POST", headers, body });

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
    ["limit=251", "limit"],
    ["limit=ten", "limit"],
    ["sort=title", "sort"],
    ["sort=due", "sort"],
    ["status=open&sort=completed", "sort"],
    ["status=open&sort=due&cursor=88888888-8888-7888-8888-888888888888", "cursor"],
    ["status=completed&sort=completed&cursor=none.88888888-8888-7888-8888-888888888888", "cursor"],
    ["status=open&sort=due&cursor=2026-02-30.88888888-8888-7888-8888-888888888888", "cursor"],
    ["status=open&sort=due&cursor=0000-01-01.88888888-8888-7888-8888-888888888888", "cursor"],
    ["cursor=none.88888888-8888-7888-8888-888888888888", "cursor"],
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

describe("what the database cannot hold", () => {
  let admin: Headers;
  beforeAll(async () => {
    admin = await api.scriptOf(await api.signUpAdmin());
  });
  const ping = { domain: "system", action: "ping" };
  const cleanup = { domain: "todo", action: "cleanup" };

  it.each([
    ["a search of runs", runs.GET, { url: "/api/runs?q=a%00b" }],
    ["a name", settings.PATCH, { body: { name: "a\0b" } }],
    ["an idempotency key", task.POST, { params: ping, body: { idempotencyKey: "a\0b" } }],
  ])("%s is 422", async (_, route, call) => {
    const method = "body" in call ? "POST" : "GET";
    const response = await api.call(route, { method, headers: admin, ...call });
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors).toHaveLength(1);
  });

  it.each([
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2026-11-30T23:30:00-05:00",
  ])("is no instant: %s", async (instant) => {
    const answers = [
      await api.call(pin.POST, { method: "POST", headers: admin, body: { asOf: instant } }),
      await api.call(unpin.POST, { method: "POST", headers: admin, body: { pinnedAt: instant } }),
      await api.call(restoreMany.POST, { method: "POST", headers: admin, body: { trashedAt: instant } }),
      await api.call(preview.POST, {
        method: "POST",
        headers: admin,
        params: cleanup,
        body: { payload: { asOf: instant, days: 3 } },
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});
