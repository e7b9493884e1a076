import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, apiPath } from "#app/_client/api.ts";
import { RequestError } from "#app/_client/request-error.ts";
import { DomainError } from "#lib/errors.ts";
import { toProblem } from "#lib/http/problem.ts";
import { todoAt } from "../(todos)/todos.ts";

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
beforeEach(() => vi.stubGlobal("fetch", fetched.mockReset()));
afterEach(() => vi.unstubAllGlobals());

const answering = (response: Response) => fetched.mockResolvedValueOnce(response);
const refusing = (error: unknown) => {
  const problem = toProblem(error, { appUrl: "https://tidy.example.com", reference: "reference-1" });
  return answering(Response.json(problem, { status: problem.status }));
};
const list = () => api("GET /api/todos");
const errorOf = (call: Promise<unknown>) => call.then(Promise.reject, (error: unknown) => error);

/** `.` and `..` have a meaning of their own in paths, however they are encoded; no id is one of them. */
const segment = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/^\.\.?$/.test(text));

describe("what is sent", () => {
  test("parameters and query arrive as they were given", () => {
    fc.assert(
      fc.property(segment, segment, fc.string({ unit: "grapheme" }), (domain, action, q) => {
        const { pathname } = new URL(
          apiPath("GET /api/tasks/[domain]/[action]", { params: { domain, action } }),
          "https://x",
        );
        expect(pathname.split("/").slice(3).map(decodeURIComponent)).toEqual([domain, action]);
        const { searchParams } = new URL(
          apiPath("GET /api/todos", { query: { q, limit: 7, cursor: undefined } }),
          "https://x",
        );
        expect([...searchParams]).toEqual([
          ["q", q],
          ["limit", "7"],
        ]);
      }),
    );
  });

  test("the method comes from the name, the body is JSON, and a page that is left doesn't end a change", async () => {
    answering(Response.json(todoAt(1)));
    await api("PATCH /api/todos/[id]", { params: { id: "a/b" }, body: { completed: true }, headers: { Prefer: "x" } });
    expect(fetched).toHaveBeenCalledWith(
      "/api/todos/a%2Fb",
      expect.objectContaining({ method: "PATCH", body: '{"completed":true}', keepalive: true }),
    );
    const sent = new Headers(fetched.mock.calls[0]?.[1].headers);
    expect([sent.get("content-type"), sent.get("prefer")]).toEqual(["application/json", "x"]);
  });

  test("without a body none is declared, and a body that is too large isn't kept alive", async () => {
    answering(Response.json({ items: [], nextCursor: null }));
    await list();
    const [path, init] = fetched.mock.calls[0] ?? [];
    expect([path, init?.method, init?.body, new Headers(init?.headers).has("content-type")]).toEqual([
      "/api/todos",
      "GET",
      null,
      false,
    ]);
    answering(Response.json(todoAt(1)));
    await api("POST /api/todos", { body: { title: "x", notes: "x".repeat(4_000) } });
    expect(fetched.mock.calls[1]?.[1].keepalive).toBe(false);
  });
});

describe("what comes back", () => {
  test("the answer as it was sent, or nothing", async () => {
    answering(Response.json({ items: [todoAt(1)], nextCursor: null }));
    expect(await list()).toEqual({ items: [todoAt(1)], nextCursor: null });
    answering(new Response(null, { status: 204 }));
    expect(await api("DELETE /api/todos/[id]", { params: { id: "1" } })).toBeUndefined();
  });

  test("a problem, with its kind, its fields and what is there now", async () => {
    const fields = [{ field: "title", message: "was changed somewhere else" }];
    refusing(new DomainError("edit-conflict", "Look at both.", { fields, current: todoAt(1) }));
    const error = await errorOf(list());
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({
      status: 409,
      message: "was changed somewhere else",
      fields,
      current: todoAt(1),
      refused: true,
    });
    expect([
      error instanceof RequestError && error.is("edit-conflict"),
      error instanceof RequestError && error.is("conflict"),
    ]).toEqual([true, false]);
  });

  test.each([
    ["unauthenticated", "You are signed out. Reload the page to sign in again.", true],
    ["too-many-requests", "Too many requests at once. Wait a moment and try again.", false],
    ["not-found", "There is no such todo.", true],
    ["unavailable", "There is no such todo.", false],
  ] as const)("%s is told as “%s”", async (kind, message, refused) => {
    refusing(new DomainError(kind, "There is no such todo."));
    expect(await errorOf(list())).toMatchObject({ message, refused });
  });

  test.each([
    ["a page of a proxy", new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["the page of a hotel's network", new Response("<h1>Welcome</h1>")],
    ["null", Response.json(null, { status: 500 })],
  ])("an error without a problem, such as %s, has a message too", async (_, response) => {
    answering(response);
    expect(await errorOf(list())).toMatchObject({ message: "Something went wrong on the server.", fields: [] });
  });

  test("no answer at all is an error of status 0, unless the caller gave up", async () => {
    fetched.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    expect(await errorOf(list())).toMatchObject({
      status: 0,
      message: "Can’t reach Tidy. Check your connection.",
    });
    const gaveUp = new DOMException("Aborted", "AbortError");
    fetched.mockRejectedValueOnce(gaveUp);
    expect(await errorOf(api("GET /api/todos", { signal: AbortSignal.abort() }))).toBe(gaveUp);
  });
});
