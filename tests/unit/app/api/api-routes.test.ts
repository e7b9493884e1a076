import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { apiRoutes } from "#app/api/api-routes.ts";

/** Addresses that don't exist, protocols of libraries, and the description of the API itself. */
const unlisted = ["/api/[[...unknown]]", "/api/auth/[...all]", "/api/inngest", "/api/openapi.json"];

const app = fileURLToPath(new URL("../../../../app", import.meta.url));
const files = readdirSync(`${app}/api`, { recursive: true, encoding: "utf8" });
const places = files.flatMap((file) => /^(.+)\/route\.ts$/.exec(`/api/${file.replaceAll("\\", "/")}`)?.[1] ?? []);

test("every route file is listed", () => {
  const advice = "Import each new route file into app/api/api-routes.ts and list it there; remove those that are gone.";
  expect([...Object.keys(apiRoutes), ...unlisted].sort(), advice).toEqual(places.sort());
});

test.each(Object.entries(apiRoutes))("%s is what the file of this place exports", async (place, module) => {
  expect(await import(`${app}${place}/route.ts`)).toBe(module);
});
