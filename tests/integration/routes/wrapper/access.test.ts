import { beforeAll, describe, expect, it } from "vitest";
import { apiRoutes } from "#app/api/api-routes.ts";
import { methods, type RouteModules } from "#lib/http/openapi/openapi.ts";
import { noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { grantRole } from "#tests/support/accounts/operators.ts";
import { cronSecret } from "#tests/support/app-env.ts";
import { setUpApi } from "../api.ts";

const api = setUpApi();
let plainUser: Headers;
let viewer: Headers;

beforeAll(async () => {
  plainUser = await api.signUp("plain@example.com");
  viewer = await api.signUp("viewer@example.com");
  await grantRole(api.app.auth, "viewer@example.com", "viewer", new Date());
});

const modules: RouteModules = apiRoutes;
const operations = Object.entries(modules).flatMap(([place, module]) =>
  methods.flatMap((method) => {
    const route = module[method];
    return route ? [{ name: `${method} ${place}`, method, route }] : [];
  }),
);
const closed = operations.filter(({ route }) => route.declaration.access !== "public");
const params = { id: "019b0000-0000-7000-8000-000000000000", domain: "todo", action: "cleanup" };

describe("every route", () => {
  it("is open only where that is meant", () => {
    const open = operations.filter((operation) => !closed.includes(operation)).map(({ name }) => name);
    expect(open).toEqual(["GET /api/health/live", "GET /api/health/ready"]);
  });

  it.each(closed)("$name refuses a caller whom nobody knows", async ({ method, route }) => {
    for (const headers of [{}, { authorization: "Bearer undefined" }, { cookie: "tidy.session_token=x.y" }]) {
      expect((await api.call(route, { method, params, headers })).status).toBe(401);
    }
  });

  it.each(closed.filter(({ route }) => route.declaration.access === "admin"))(
    "$name is for admins only",
    async ({ method, route }) => {
      for (const headers of [plainUser, viewer]) {
        expect((await api.call(route, { method, params, headers })).status).toBe(403);
      }
    },
  );

  it.each(closed.filter(({ route }) => route.declaration.access === "viewer"))(
    "$name only reads, for viewers and admins",
    async ({ method, route }) => {
      expect(method).toBe("GET");
      expect((await api.call(route, { method, params, headers: plainUser })).status).toBe(403);
      const script = await api.scriptOf(viewer);
      for (const headers of [viewer, script]) {
        expect([200, 404]).toContain((await api.call(route, { method, params, headers })).status);
      }
    },
  );

  it("for admins records what it does, or fails where it may change something", async () => {
    const forgetful = route({ summary: "Forgets", access: "admin", handle: async () => noContent() });
    const headers = await api.signUpAdmin();
    expect((await api.call(forgetful, { method: "POST", headers })).status).toBe(500);
    expect((await api.call(forgetful, { method: "GET", headers })).status).toBe(204);
  });

  it.each(closed.filter(({ route }) => route.declaration.access !== "cron"))(
    "$name does not take the schedulers' secret for a person",
    async ({ method, route }) => {
      const headers = { authorization: `Bearer ${cronSecret}` };
      expect((await api.call(route, { method, params, headers })).status).toBe(401);
    },
  );
});
