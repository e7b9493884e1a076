import { describe, expect, test } from "vitest";
import { z } from "zod";
import { byField, fieldErrors, fieldErrorsText, plainMessage } from "#lib/field-errors.ts";

type Code = z.core.$ZodIssue["code"];
type Case = readonly [schema: z.ZodType, input: unknown, message: string];

function issuesOf(schema: z.ZodType, input: unknown) {
  return schema.safeParse(input, { error: plainMessage }).error?.issues ?? [];
}

const at = new Date("2026-12-01T03:00:00Z");
const shape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("square") }),
  z.object({ kind: z.literal("disc") }),
]);

/** A new kind of issue doesn't compile until it has its cases here. */
const cases: Readonly<Record<Code, readonly Case[]>> = {
  invalid_type: [
    [z.string(), undefined, "is required"],
    [z.string(), 1, "must be text"],
    [z.number(), "1", "must be a number"],
    [z.number(), Number.NaN, "must be a number"],
    [z.int(), 1.5, "must be a whole number"],
    [z.bigint(), 1, "must be a whole number"],
    [z.boolean(), "yes", "must be true or false"],
    [z.null(), 1, "must be null"],
    [z.never(), 1, "must be left out"],
    [z.date(), "soon", "must be a date"],
    [z.object({}), 1, "must be an object"],
    [z.record(z.string(), z.int()), [], "must be an object"],
    [z.array(z.string()), {}, "must be a list"],
    [z.tuple([z.string()]), {}, "must be a list"],
    [z.file(), 1, "must be a file"],
    [z.symbol(), 1, "must be of the type symbol"],
  ],
  invalid_value: [
    [z.literal("a"), "b", "use “a”"],
    [z.enum(["open", "all"]), "both", "use one of open, all"],
  ],
  invalid_format: [
    [z.email(), "ann", "use an email address such as ann@example.com"],
    [z.url(), "here", "use a URL such as https://example.com"],
    [z.uuid(), "1", "must be a UUID"],
    [z.iso.datetime(), "soon", "use a time such as 2026-12-01T03:00:00Z"],
    [z.iso.date(), "soon", "use a date such as 2026-12-01"],
    [z.iso.time(), "noon", "use a time of day such as 03:00:00"],
    [z.string().startsWith("a"), "b", "must start with “a”"],
    [z.string().endsWith("a"), "b", "must end with “a”"],
    [z.string().includes("a"), "b", "must contain “a”"],
    [z.string().regex(/a/), "b", "is not written in the right form"],
  ],
  too_small: [
    [z.string().min(1), "", "must not be empty"],
    [z.string().min(3), "a", "use at least 3 characters"],
    [z.string().length(3), "a", "use exactly 3 characters"],
    [z.array(z.string()).min(1), [], "must not be empty"],
    [z.array(z.string()).min(2), ["a"], "use at least 2 entries"],
    [z.set(z.string()).min(2), new Set(), "use at least 2 entries"],
    [z.number().min(1), 0, "use at least 1"],
    [z.number().positive(), 0, "use more than 0"],
    [z.date().min(at), new Date(0), "use a time from 2026-12-01T03:00:00.000Z on"],
    [z.file().min(5), new File(["a"], "a"), "use at least 5 bytes"],
  ],
  too_big: [
    [z.string().max(1), "ab", "use at most 1 character"],
    [z.string().max(10_000), "a".repeat(10_001), "use at most 10,000 characters"],
    [z.array(z.string()).length(1), ["a", "b"], "use exactly 1 entry"],
    [z.number().max(3650), 4000, "use at most 3,650"],
    [z.number().lt(3), 3, "use less than 3"],
    [z.date().max(at), new Date("2027-01-01"), "use a time until 2026-12-01T03:00:00.000Z"],
  ],
  not_multiple_of: [[z.number().multipleOf(5), 7, "use a multiple of 5"]],
  unrecognized_keys: [[z.strictObject({}), { a: 1, b: 2 }, "has unknown fields: a, b"]],
  invalid_union: [
    [z.union([z.string(), z.number()]), true, "must be text or a number"],
    [z.union([z.string(), z.number()]), undefined, "is required"],
    [z.union([z.email(), z.null()]), 1, "must be text or null"],
    [z.union([z.literal("a"), z.null()]), "b", "use “a”, or must be null"],
    [z.union([z.object({ a: z.int() }), z.object({ b: z.int() })]), {}, "is none of the forms that are allowed"],
    [shape, { kind: "ring" }, "use one of square, disc"],
  ],
  invalid_key: [
    [z.record(z.string().min(3), z.int()), { a: 1 }, "has a field whose name can't be used: use at least 3 characters"],
  ],
  invalid_element: [
    [z.map(z.date(), z.int()), new Map([[at, "x"]]), "has an entry that can't be used: must be a number"],
  ],
  custom: [[z.string().refine(() => false), "a", "is not valid"]],
};

describe.each(Object.entries(cases))("%s", (code, its) => {
  test.each(its)("case %#", (schema, input, message) => {
    expect(issuesOf(schema, input)).toMatchObject([{ code, message }]);
  });
});

test("a schema's own message wins", () => {
  expect(issuesOf(z.string("write what there is to do"), 1)).toMatchObject([{ message: "write what there is to do" }]);
});

test("each field is named by its path, unknown ones too", () => {
  const schema = z.strictObject({ days: z.int(), tags: z.array(z.string()) });
  const refused = schema.safeParse({ tags: ["a", 1], colour: "red", size: 1 }, { error: plainMessage });
  const errors = refused.error && fieldErrors(refused.error, "payload");
  expect(errors).toEqual([
    { field: "payload.days", message: "is required" },
    { field: "payload.tags.1", message: "must be text" },
    { field: "payload.colour", message: "is not a known field" },
    { field: "payload.size", message: "is not a known field" },
  ]);
  expect(fieldErrorsText(errors?.slice(0, 2) ?? [])).toBe("payload.days: is required; payload.tags.1: must be text");
  const [first] = errors ?? [];
  expect(first && byField([first, { ...first, message: "second" }])).toEqual({ "payload.days": "is required" });
});

test("an issue about the whole input has the root's path, which may be empty", () => {
  const refused = z.strictObject({}).safeParse(null, { error: plainMessage });
  expect(refused.error && fieldErrors(refused.error, "payload")).toEqual([
    { field: "payload", message: "must be an object" },
  ]);
  const errors = refused.error && fieldErrors(refused.error);
  expect(errors).toEqual([{ field: "", message: "must be an object" }]);
  expect(fieldErrorsText(errors ?? [])).toBe("must be an object");
});
