import { describe, expect, it } from "vitest";
import { z } from "zod";
import { apiRoutes } from "#app/api/api-routes.ts";
import { openApiDocument } from "#app/api/openapi.json/document.ts";
import { describeRoutes, methods, type RouteModules } from "#lib/http/openapi/openapi.ts";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

const document = openApiDocument("https://tidy.example.com");
const modules: RouteModules = apiRoutes;
const declarations = Object.entries(modules).flatMap(([place, module]) =>
  methods.flatMap((method) => {
    const declaration = module[method]?.declaration;
    return declaration ? [{ name: `${method} ${place}`, declaration }] : [];
  }),
);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

describe("the description of the API", () => {
  it("describes every method that a route answers", () => {
    expect(operations).toHaveLength(declarations.length);
    expect(operations.length).toBeGreaterThan(20);
  });

  it("refers only to what it defines", () => {
    const defined = ["schemas", "responses"].flatMap((kind) =>
      Object.keys(kind === "schemas" ? document.components.schemas : document.components.responses).map(
        (name) => `#/components/${kind}/${name}`,
      ),
    );
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
    expect(refs.length).toBeGreaterThan(0);
    expect(defined).toEqual(expect.arrayContaining([...new Set(refs)]));
  });

  it("names each operation once and describes each path parameter", () => {
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length);
    for (const { path, parameters } of operations) {
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const described = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      expect(described).toEqual(placeholders);
    }
  });

  it.each(declarations.filter(({ declaration }) => declaration.body))(
    "has an example of $name that its schema accepts",
    ({ declaration }) => {
      expect(declaration.body?.safeParse(declaration.example).error).toBeUndefined();
    },
  );

  it("follows the declarations: limits, defaults, what is optional, what goes wrong", () => {
    const list = document.paths["/api/todos"]?.get;
    expect(list?.parameters).toContainEqual({
      name: "limit",
      in: "query",
      required: false,
      allowEmptyValue: true,
      schema: { type: "integer", default: 50, minimum: 1, maximum: 250 },
    });
    const create = document.paths["/api/todos"]?.post;
    expect(create?.requestBody).toMatchObject({
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/CreateTodo" } } },
    });
    const statuses = ["200", "201", "400", "401", "403", "405", "409", "413", "415", "422", "429", "500", "503"];
    expect(Object.keys(create?.responses ?? {})).toEqual(statuses);
    expect(document.components.schemas.CreateTodo).toMatchObject({ required: ["title"], additionalProperties: false });
    expect(document.components.schemas.Todo?.additionalProperties).toBeUndefined();
    expect(document.paths["/api/tasks/{domain}/{action}"]?.post?.requestBody).toMatchObject({ required: false });
    expect(document.paths["/api/cron/{domain}/{action}"]?.get?.security).toEqual([{ cronSecret: [] }]);
    expect(document.paths["/api/health/live"]?.get?.security).toEqual([]);
  });

  it("says what can conflict", () => {
    const conflict = (path: string, method: string) => document.paths[path]?.[method]?.responses["409"];
    const meaning = (...titles: string[]) => ({
      description: expect.stringMatching(new RegExp(`^${titles.join("\\..* Or: ")}\\.`)),
      content: { "application/problem+json": {} },
    });
    expect(conflict("/api/todos/{id}", "patch")).toMatchObject(
      meaning("Signed in as somebody else", "Changed meanwhile"),
    );
    const others = ["/api/todos", "/api/runs/{id}/cancel", "/api/runs/{id}/retry", "/api/tasks/{domain}/{action}"];
    for (const path of others) {
      expect(conflict(path, "post")).toMatchObject(meaning("Signed in as somebody else", "Conflict"));
    }
    expect(conflict("/api/todos", "get")).toEqual({ $ref: "#/components/responses/other-account" });
  });

  it("says which headers matter", () => {
    const { unauthenticated, "too-many-requests": tooMany, unavailable } = document.components.responses;
    expect(Object.keys(unauthenticated.headers ?? {})).toEqual(["X-Request-Id", "WWW-Authenticate"]);
    for (const response of [tooMany, unavailable]) expect(response.headers).toHaveProperty("Retry-After");
    const runTask = document.paths["/api/tasks/{domain}/{action}"]?.post;
    expect(runTask?.parameters.at(-1)).toMatchObject({ name: "Prefer", in: "header", required: false });
    expect(runTask?.responses["200"]).toMatchObject({ headers: { Location: {}, "Preference-Applied": {} } });
  });

  it("tells two answers with one status apart by their media types", () => {
    expect(document.paths["/api/health/ready"]?.get?.responses["503"]).toMatchObject({
      description: expect.stringMatching(/^Not ready\. Or: Not available\./),
      headers: { "X-Request-Id": {}, "Retry-After": {} },
      content: { "application/json": {}, "application/problem+json": {} },
    });
  });

  it("describes an exported file in each of its formats", () => {
    expect(document.paths["/api/todos/export"]?.get?.responses["200"]).toMatchObject({
      content: {
        "application/json": { schema: { properties: { todos: { type: "array" } } } },
        "text/csv; charset=utf-8; header=present": { schema: { type: "string" } },
      },
    });
  });
});

describe("a route that is added", () => {
  it("is described from its declaration alone", () => {
    const response = z.object({ nested: z.array(z.object({ at: z.iso.datetime().nullable() })) });
    const POST = route({
      summary: "Do it",
      access: "admin",
      params: z.strictObject({ id: z.uuid() }),
      response,
      statuses: [202],
      problems: ["conflict"],
      handle: async () => json({ nested: [] }),
    });
    const described = describeRoutes(
      { "/api/things/[id]/do": { POST } },
      { names: {}, serverUrl: "https://x.example" },
    );
    expect(described.paths["/api/things/{id}/do"]?.post).toMatchObject({
      operationId: "postThingsByIdDo",
      tags: ["things"],
      summary: "Do it",
      responses: {
        202: {
          headers: { Location: {} },
          content: { "application/json": { schema: { properties: { nested: { type: "array" } } } } },
        },
        404: { $ref: "#/components/responses/not-found" },
        409: { description: expect.stringContaining("Or: Conflict.") },
      },
    });
  });
});
