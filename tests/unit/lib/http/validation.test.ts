import { describe, expect, it } from "vitest";
import { z } from "zod";
import { patternOf, requestIdOf } from "#lib/http/request-log.ts";
import { parseInput, queryOf } from "#lib/http/validation.ts";

describe("parseInput", () => {
  const schema = z.strictObject({
    payload: z.strictObject({ days: z.number().int().min(1, "use at least 1"), tags: z.array(z.string()) }),
    note: z.string().optional(),
  });

  it("returns what the schema makes of the input", () => {
    expect(parseInput(z.string().trim(), " x ", { whole: "body" })).toBe("x");
  });

  it("names nested fields by their path, unknown and missing ones too", () => {
    const input = { payload: { days: 0, tags: ["a", 7], colour: "red" }, note: 1 };
    expect(() => parseInput(schema, input, { whole: "body" })).toThrow(
      expect.objectContaining({
        kind: "invalid",
        fields: expect.arrayContaining([
          { field: "payload.days", message: "use at least 1" },
          { field: "payload.tags.1", message: "must be text" },
          { field: "payload.colour", message: "is not a known field" },
          { field: "note", message: "must be text" },
        ]),
      }),
    );
    expect(() => parseInput(schema, {}, { whole: "body" })).toThrow(
      expect.objectContaining({ fields: [{ field: "payload", message: "is required" }] }),
    );
  });

  it("says in words what to correct", () => {
    expect(() => parseInput(schema, { payload: { days: 0, tags: [] } }, { whole: "body" })).toThrow(
      "Correct this and send it again. payload.days: use at least 1.",
    );
  });
});

describe("queryOf", () => {
  it("drops empty values and keeps repeated ones apart", () => {
    const request = new Request("https://x.example/?a=1&b=&c=1&c=2&d=%20&__proto__=x");
    expect(Object.entries(queryOf(request))).toEqual([
      ["a", "1"],
      ["c", ["1", "2"]],
      ["d", " "],
      ["__proto__", "x"],
    ]);
  });
});

describe("the names of a request in the log", () => {
  it("are the route's, not the caller's", () => {
    const request = new Request("https://x.example/api/tasks/todo/cleanup/preview?x=1");
    expect(patternOf(request, { domain: "todo", action: "cleanup" })).toBe("/api/tasks/{domain}/{action}/preview");
  });

  it("hide a value that was escaped, and survive one that can't be unescaped", () => {
    const pattern = (segment: string, id: string) =>
      patternOf(new Request(`https://x.example/api/todos/${segment}`), { id });
    expect(pattern("a%20secret%2Fthing", "a secret/thing")).toBe("/api/todos/{id}");
    expect(pattern("%ff", "x")).toBe("/api/todos/%ff");
  });

  it("come from a proxy only where they can do no harm", () => {
    const idOf = (id: string | null) => requestIdOf(id, new Date());
    expect(idOf("abcdef12-34")).toBe("abcdef12-34");
    expect(idOf("short")).not.toBe("short");
    expect(idOf(null)).toHaveLength(36);
    expect(idOf("x".repeat(101))).toHaveLength(36);
  });
});
