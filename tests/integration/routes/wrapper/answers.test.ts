import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import * as runs from "#app/api/runs/[id]/route.ts";
import * as todos from "#app/api/todos/route.ts";
import { DomainError } from "#lib/errors.ts";
import { accepted, json } from "#lib/http/reply.ts";
import { type Route, route } from "#lib/http/route.ts";
import { problemOf, setUpApi, withHeaders } from "../api.ts";

const api = setUpApi();
let script: Headers;

beforeAll(async () => {
  script = await api.scriptOf(await api.signUp("ann@example.com"));
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

  it("names who asked, also where one statement answers, and the run that it is about", async () => {
    const logged = vi.spyOn(api.app.logger, "info");
    const lines = () => logged.mock.calls.map(([line]) => line);
    const { userId } = await api.app.database.session.findFirstOrThrow();
    for (const _way of ["ordinary", "at once"]) await api.call(todos.GET, { url: "/api/todos", headers: script });
    expect(lines()).toMatchObject([{ userId }, { userId }]);
    logged.mockClear();

    const { run } = await api.app.runtime.dispatcher.enqueue(api.app.runtime.catalog.get("system/ping"), {});
    await api.call(runs.GET, {
      url: `/api/runs/${run.id}?q=x`,
      params: { id: run.id },
      headers: await api.signUpAdmin(),
    });
    const started = route({
      summary: "x",
      access: "public",
      response: z.null(),
      handle: async () => accepted(null, `/api/runs/${run.id}`),
    });
    await api.call(started);
    expect(lines().filter((line) => "route" in Object(line))).toMatchObject([{ runId: run.id }, { runId: run.id }]);
    logged.mockRestore();
  });
});
