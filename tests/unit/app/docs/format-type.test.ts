import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openApiDocument } from "#app/api/openapi.json/document.ts";
import { fieldRule, fieldsOf, parameterFields, typeText } from "#app/docs/format-type.ts";
import { collectSchemas } from "#lib/http/openapi/schemas.ts";

const document = openApiDocument("https://tidy.example.com");
const convert = (schema: z.ZodType) => collectSchemas({}).convert(schema, "input");

describe("typeText", () => {
  it.each([
    [z.string(), "text"],
    [z.string().min(1).max(200), "text, at least 1, at most 200 characters"],
    [z.int().min(1).max(100).default(50), "a whole number, at least 1, at most 100; default 50"],
    [z.int(), "a whole number"],
    [z.boolean(), "true or false"],
    [z.iso.date().nullable(), "a day such as 2026-12-24 or null"],
    [z.iso.datetime(), "an instant in UTC"],
    [z.string().nullable(), "text or null"],
    [z.enum(["open", "all"]), '"open", "all"'],
    [z.literal("ok"), '"ok"'],
    [z.literal(Array.from({ length: 13 }, (_, n) => n)), "one of 13 values such as 0, 1, 2"],
    [z.array(z.uuid()).max(500), "a list of: a UUID, at most 500 items"],
    [z.object({ a: z.string(), b: z.string() }).nullable(), "an object with a, b or null"],
    [z.unknown(), "any JSON"],
    [z.record(z.string(), z.json()), "an object"],
  ])("says what %# is", (schema, text) => {
    expect(typeText(convert(schema)).join("")).toBe(text);
  });

  it("refers to named objects", () => {
    const item = z.object({ id: z.uuid() });
    const schema = collectSchemas({ Item: item }).convert(z.array(item), "output");
    expect(typeText(schema)).toEqual(["a list of: ", { ref: "Item" }, ""]);
  });
});

describe("fieldsOf", () => {
  it("lists an object's fields with what may be left out", () => {
    const schema = convert(z.object({ a: z.string().describe("The first."), b: z.string().optional() }));
    expect(fieldsOf(schema)).toEqual([
      { name: "a", required: true, type: ["text"], description: "The first." },
      { name: "b", required: false, type: ["text"], description: undefined },
    ]);
    expect(fieldsOf({})).toEqual([]);
  });
});

describe("fieldRule", () => {
  it("says what must be there beside the fields that are not optional", () => {
    const { UpdateTodo } = document.components.schemas;
    expect(UpdateTodo && fieldRule(UpdateTodo)).toBe(
      "At least one of `title`, `notes`, `dueOn`, `pinned`, `completed`.",
    );
    expect(fieldRule({ minProperties: 1 })).toBe("At least 1 field.");
    expect(fieldRule(convert(z.object({ a: z.string() })))).toBeNull();
  });
});

describe("parameterFields", () => {
  it("shows each parameter as it stands in a URL", () => {
    const fields = parameterFields(document.paths["/api/todos"]?.get?.parameters ?? [], "url");
    expect(fields.map(({ name }) => name)).toEqual(["status", "sort", "cursor", "q", "limit"]);
    expect(parameterFields(document.paths["/api/todos/{id}"]?.get?.parameters ?? [], "url")).toEqual([
      { name: "id", required: true, type: ["a UUID"], description: undefined },
    ]);
  });

  it("shows headers apart", () => {
    const fields = parameterFields(document.paths["/api/todos"]?.get?.parameters ?? [], "header");
    expect(fields.map(({ name }) => name)).toEqual(["if-none-match"]);
  });
});
