import { describe, expect, test } from "vitest";
import { DomainError } from "#lib/errors.ts";
import { createCatalog } from "#lib/tasks/catalog.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { PermanentError } from "#lib/tasks/errors.ts";
import { parseGivenPayload, parseResult, parseStoredPayload } from "#lib/tasks/parse.ts";
import { registry } from "#lib/tasks/registry.ts";

const catalog = createCatalog(registry);
const cleanup = catalog.get("todo/cleanup");

describe("a payload that somebody gave", () => {
  test("is taken as it is", () => {
    expect(parseGivenPayload(cleanup, { days: 7 })).toEqual({ days: 7 });
    expect(parseGivenPayload(cleanup, {})).toEqual({});
  });

  test.each([
    [{ days: "7" }, ["payload.days"]],
    [{ days: -1 }, ["payload.days"]],
    [{ days: 1.5, asOf: "yesterday" }, ["payload.days", "payload.asOf"]],
    [{ dayz: 7 }, ["payload.dayz"]],
    [{ dayz: 7, asof: "now" }, ["payload.dayz", "payload.asof"]],
    ["seven", ["payload"]],
    [null, ["payload"]],
  ])("is refused with each field named: %j", (payload, fields) => {
    expect(() => parseGivenPayload(cleanup, payload)).toThrow(DomainError);
    expect(() => parseGivenPayload(cleanup, payload)).toThrow(
      expect.objectContaining({
        kind: "invalid",
        message: expect.stringContaining("todo/cleanup"),
        fields: fields.map((field) => ({ field, message: expect.stringMatching(/./) })),
      }),
    );
  });
});

test("a stored payload that breaks the schema fails for good, naming task and field", () => {
  const parsing = () => parseStoredPayload(cleanup, { days: "7" });
  expect(parsing).toThrow(PermanentError);
  expect(parsing).toThrow(/payload of todo\/cleanup is not valid.*days/s);
});

test("a result that breaks the schema fails for good, naming task and field", () => {
  const parsing = () => parseResult(cleanup, { deletedCount: "many", batches: 1, asOf: "2026-05-01T00:00:00Z" });
  expect(parsing).toThrow(PermanentError);
  expect(parsing).toThrow(/todo\/cleanup returned a result that breaks its schema.*deletedCount/s);
});

describe("the catalog", () => {
  test("finds a task by its name", () => {
    expect(catalog.get("todo/cleanup")).toBe(todoCleanup);
  });

  test.each(["todo/cleanse", "todoCleanup", "", "constructor", "__proto__"])(
    "has no task %j, and says which there are",
    (name) => {
      expect(() => catalog.get(name)).toThrow(
        expect.objectContaining({
          kind: "not-found",
          message: expect.stringContaining(catalog.all.map((task) => task.name).join(", ")),
        }),
      );
    },
  );
});
