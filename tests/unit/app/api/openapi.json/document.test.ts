import { Validator } from "@seriousme/openapi-schema-validator";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { openApiDocument } from "#app/api/openapi.json/document.ts";
import { queryOf } from "#lib/http/validation.ts";
import { changeSettingsSchema } from "#lib/settings/settings-schemas.ts";
import { asOfSchema } from "#lib/todo-service/retention/expiring-schemas.ts";
import { createTodoSchema, updateTodoSchema } from "#lib/todo-service/schemas.ts";
import { listTodosSchema } from "#lib/todo-service/todos/list-schemas.ts";
import { restoreManySchema } from "#lib/todo-service/trash/trash-schemas.ts";
import { schemaPaths, schemasOf } from "#tests/support/openapi-schemas.ts";

const document = openApiDocument("https://tidy.example.com");
const findSchema = schemasOf(document);

describe("the document", () => {
  it("is OpenAPI 3.1 by its own schema", async () => {
    const answer = await new Validator().validate(structuredClone({ ...document }));
    expect(answer).toEqual({ valid: true });
  });

  it.each(schemaPaths(document).map((path) => [path.join(" → "), path] as const))(
    "has a valid schema at %s",
    (_, path) => {
      expect(() => findSchema(...path)).not.toThrow();
    },
  );

  it("has examples that its own schemas accept", () => {
    const bodies = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { requestBody }]) =>
        Object.entries(requestBody?.content ?? {}).map(([type, { example }]) => ({
          example,
          schema: findSchema("paths", path, method, "requestBody", "content", type, "schema"),
        })),
      ),
    );
    const shown = bodies.filter(({ example }) => example !== undefined);
    expect(shown.length).toBeGreaterThan(8);
    for (const { example, schema } of shown)
      expect({ example, accepted: schema(example) }).toMatchObject({ accepted: true });
  });
});

/** Objects with some of the fields, each with one of a few values. */
const objectOf = (values: Readonly<Record<string, readonly unknown[]>>) =>
  fc.record(Object.fromEntries(Object.entries(values).map(([name, some]) => [name, fc.constantFrom(...some)])), {
    requiredKeys: [],
  });

const id = "019b0000-0000-7000-8000-000000000000";
const order = {
  status: ["open", "completed", "all", "done", ""],
  sort: ["newest", "due", "completed", "title", ""],
  cursor: [
    id,
    `none.${id}`,
    `2026-12-01.${id}`,
    `2026-02-30.${id}`,
    `0000-01-01.${id}`,
    `1764150000000.${id}`,
    "x",
    "",
  ],
};
const change = {
  title: ["x", ""],
  notes: ["x"],
  dueOn: [null, "2026-12-01"],
  completed: [true],
  base: [{}, { title: "x" }],
};
const restoring = { ids: [[id], []], runId: [id], trashedAt: ["2026-12-01T08:00:00Z"], undo: [true, false] };
const settings = { name: ["Ann", ""], retentionDays: [7, null, 8], timeZone: ["UTC", null] };

describe("rules about several fields", () => {
  const cases: [string, z.ZodType, string[], fc.Arbitrary<object>][] = [
    ["UpdateTodo", updateTodoSchema, ["components", "schemas", "UpdateTodo"], objectOf(change)],
    ["POST /api/trash/restore", restoreManySchema, bodyOf("/api/trash/restore", "post"), objectOf(restoring)],
    ["PATCH /api/settings", changeSettingsSchema, bodyOf("/api/settings", "patch"), objectOf(settings)],
  ];

  it.each(cases)("of %s are the same in the document and in the code", (_, schema, path, inputs) => {
    const described = findSchema(...path);
    fc.assert(
      fc.property(inputs, (input) => {
        expect(described(input)).toBe(schema.safeParse(input).success);
      }),
      { numRuns: 500 },
    );
  });
});

it("query values go together in the document as they do in a URL", () => {
  const described = findSchema("paths", "/api/todos", "get", "parameters", "0", "schema");
  fc.assert(
    fc.property(objectOf(order), (input) => {
      const search = new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)]));
      const query = queryOf(new Request(`https://x.example/api/todos?${search}`));
      expect(described(input)).toBe(listTodosSchema.safeParse(query).success);
    }),
    { numRuns: 1000 },
  );
});

describe("rules about one field", () => {
  const someText = fc.string({ unit: fc.constantFrom("a", " ", "\t", "\u00a0", "\0", "é", "\n"), maxLength: 6 });
  const someInstant = fc
    .tuple(
      fc.constantFrom("0000", "1969", "2026", "9999", "10000"),
      fc.constantFrom("12-01T08:00:00", "02-30T08:00:00", "01-01T00:00:00.123"),
      fc.constantFrom("Z", "+02:00", "-23:59", ""),
    )
    .map(([year, rest, offset]) => `${year}-${rest}${offset}`);
  const someZone = fc.constantFrom("Europe/Berlin", "UTC", "Mars/Olympus", "+02:00", "");
  const someId = fc.record({
    title: fc.constant("Milk"),
    id: fc.oneof(fc.uuid({ version: [4, 7] }), fc.constantFrom(id.toUpperCase(), `${id} `, id.replace("-8", "-c"), "")),
  });
  const someDay = fc.constantFrom("0000-01-01", "0001-01-01", "2026-02-30", "2026-12-01");
  const cases: [string, z.ZodType, string[], fc.Arbitrary<object>][] = [
    ["a title", createTodoSchema, ["components", "schemas", "CreateTodo"], fc.record({ title: someText })],
    ["an id", createTodoSchema, ["components", "schemas", "CreateTodo"], someId],
    ["notes", updateTodoSchema, ["components", "schemas", "UpdateTodo"], fc.record({ notes: someText })],
    ["a due date", updateTodoSchema, ["components", "schemas", "UpdateTodo"], fc.record({ dueOn: someDay })],
    ["an instant", asOfSchema, bodyOf("/api/todos/expiring/pin", "post"), fc.record({ asOf: someInstant })],
    ["a name", changeSettingsSchema, bodyOf("/api/settings", "patch"), fc.record({ name: someText })],
    ["a time zone", changeSettingsSchema, bodyOf("/api/settings", "patch"), fc.record({ timeZone: someZone })],
  ];

  it.each(cases)("are the same for %s in the document and in the code", (_, schema, path, inputs) => {
    const described = findSchema(...path);
    fc.assert(
      fc.property(inputs, (input) => {
        expect(described(input)).toBe(schema.safeParse(input).success);
      }),
      { numRuns: 500 },
    );
  });
});

function bodyOf(path: string, method: string): string[] {
  return ["paths", path, method, "requestBody", "content", "application/json", "schema"];
}
