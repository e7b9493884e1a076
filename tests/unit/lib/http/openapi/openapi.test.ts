import { describe, expect, it } from "vitest";
import { z } from "zod";
import { apiRoutes } from "#app/api/api-routes.ts";
import { openApiDocument } from "#app/api/openapi.json/document.ts";
import { describeRoutes, type RouteModules } from "#lib/http/openapi/openapi.ts";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

const document = openApiDocument("https://tidy.example.com");
const modules: RouteModules = apiRoutes;
const declarations = Object.entries(modules).flatMap(([place, module]) =>
  Object.entries(module).map(([method, { declaration }]) => ({ name: `${method} ${place}`, declaration })),
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
      schema: { type: "integer", default: 50, minimum: 1, maximum: 250 },
    });
    const create = document.paths["/api/todos"]?.post;
    expect(create?.requestBody).toMatchObject({
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/CreateTodo" } } },
    });
    expect(Object.keys(create?.responses ?? {})).toEqual([
      "201",
      "400",
      "401",
      "403",
      "413",
      "415",
      "422",
      "429",
      "500",
    ]);
    expect(document.components.schemas.CreateTodo).toMatchObject({ required: ["title"], additionalProperties: false });
    expect(document.components.schemas.Todo?.additionalProperties).toBeUndefined();
    expect(document.paths["/api/tasks/{domain}/{action}"]?.post?.requestBody).toMatchObject({ required: false });
    expect(document.paths["/api/cron/{domain}/{action}"]?.get?.security).toEqual([{ cronSecret: [] }]);
    expect(document.paths["/api/health/live"]?.get?.security).toEqual([]);
  });

  it("say that an edit can meet another one", () => {
    expect(document.paths["/api/todos/{id}"]?.patch?.responses).toMatchObject({
      409: { $ref: "#/components/responses/edit-conflict" },
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
        409: { $ref: "#/components/responses/conflict" },
      },
    });
  });
});
