import { expect } from "vitest";
import { apiRoutes } from "#app/api/api-routes.ts";
import { openApiDocument } from "#app/api/openapi.json/document.ts";
import type { RouteModules } from "#lib/http/openapi/openapi.ts";
import type { OpenApiReference, OpenApiResponse } from "#lib/http/openapi/responses.ts";
import type { Route } from "#lib/http/route.ts";
import { schemasOf } from "#tests/support/openapi-schemas.ts";

const document = openApiDocument("https://tidy.example.com");
const findSchema = schemasOf(document);

interface Place {
  readonly path: string;
  readonly method: string;
}

const places = new Map<unknown, Place>(
  Object.entries<RouteModules[string]>(apiRoutes).flatMap(([place, module]) =>
    Object.entries(module).map(([method, route]) => [
      route,
      { path: place.replace(/\[(\w+)\]/g, "{$1}"), method: method.toLowerCase() },
    ]),
  ),
);

const readable = Object.entries<RouteModules[string]>(apiRoutes)
  .filter(([, module]) => module.GET !== undefined)
  .map(([place]) => new RegExp(`^${place.replace(/\[\w+\]/g, "[^/]+")}$`));

/**
 * Expects that the API's description knows an answer: its status, headers, media type and form. Routes of tests have
 * none.
 */
export async function expectDocumented(route: Route, response: Response): Promise<void> {
  const place = places.get(route);
  if (place === undefined) return;
  const { path, method } = place;
  const status = String(response.status);
  const responses = document.paths[path]?.[method]?.responses ?? {};
  const described = responses[status];
  if (described === undefined) {
    throw new Error(`${method} ${path} answers ${status}, its description only ${Object.keys(responses).join(", ")}.`);
  }
  const { at, headers, content } = resolve(described, ["paths", path, method, "responses", status]);
  const location = response.headers.get("location");
  if (location !== null)
    expect(
      readable.some((place) => place.test(location)),
      `${location} can be read`,
    ).toBe(true);
  const undocumented = [...response.headers.keys()].filter((name) => !headers.has(name) && !ordinary.has(name));
  expect(undocumented, `headers of ${method} ${path}`).toEqual([]);
  if (response.body === null) return expect(content, `${method} ${path} has no body`).toEqual([]);
  const type = response.headers.get("content-type") ?? "";
  expect(content, `what ${method} ${path} may hold`).toContain(type);
  if (!type.includes("json")) return;
  const validate = findSchema(...at, "content", type, "schema");
  validate(await response.clone().json());
  expect(validate.errors ?? [], `the body of ${method} ${path}`).toEqual([]);
}

/** Headers that HTTP itself explains. */
const ordinary: ReadonlySet<string> = new Set(["cache-control", "content-type"]);

function resolve(described: OpenApiResponse | OpenApiReference, at: readonly string[]) {
  if ("$ref" in described) {
    const name = described.$ref.slice(described.$ref.lastIndexOf("/") + 1);
    const [, response] = Object.entries(document.components.responses).find(([each]) => each === name) ?? [];
    if (response === undefined) throw new Error(`There is no ${described.$ref}.`);
    return partsOf(response, ["components", "responses", name]);
  }
  return partsOf(described, at);
}

function partsOf(response: OpenApiResponse, at: readonly string[]) {
  return {
    at,
    headers: new Set(Object.keys(response.headers ?? {}).map((name) => name.toLowerCase())),
    content: Object.keys(response.content ?? {}),
  };
}
