import { expect, test } from "vitest";
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "#app/api/[[...unknown]]/route.ts";
import { setUpApi } from "../api.ts";

const api = setUpApi();

test.each(Object.entries({ DELETE, GET, OPTIONS, PATCH, POST, PUT }))(
  "%s is a problem, not a page",
  async (method, route) => {
    const response = await api.call(route, { method, url: "/api/nothing/here" });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({ title: "Not found", detail: expect.stringContaining("/docs") });
  },
);

test("HEAD has the status as well", async () => {
  expect((await api.call(HEAD, { method: "HEAD", url: "/api/nothing/here" })).status).toBe(404);
});
