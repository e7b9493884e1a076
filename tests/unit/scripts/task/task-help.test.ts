import { expect, test } from "vitest";
import { z } from "zod";
import { createCatalog } from "#lib/tasks/catalog.ts";
import { registry } from "#lib/tasks/registry.ts";
import { payloadFields, taskHelp } from "#scripts/task/task-help.ts";

test("the help of a task names its fields, their limits and what they mean", () => {
  const text = taskHelp(registry.todoCleanup).lines.join("\n");
  expect(text).toMatch(/^ {2}--days +whole number, 0 to \d+ +Instead of each owner's retention/m);
  expect(text).toMatch(/^ {2}--asOf +instant, e\.g\. 2026-12-01T03:00:00Z +The instant to judge by/m);
  expect(text).toMatch(/^ {2}--confirmed +true or false +Confirms a run/m);
  expect(text).toContain("TODO_CLEANUP_SCHEDULE");
  expect(text).toContain("npm run task -- preview todo/cleanup");
  expect(taskHelp(registry.systemPing).lines).toContain("It takes no fields.");
});

test("every field of every task is described", () => {
  const silent = createCatalog(registry).all.flatMap(({ name, payload }) =>
    payloadFields(payload).flatMap(({ flag, hint }) => (hint === "" ? [`${name} ${flag}`] : [])),
  );
  expect(silent).toEqual([]);
});

test.each([
  [z.int(), "whole number"],
  [z.number().min(1), "number, at least 1"],
  [z.int().max(9), "whole number, at most 9"],
  [z.string(), "text"],
  [z.string().max(20).optional(), "text, at most 20 characters"],
  [z.enum(["a", "b"]), "a | b"],
  [z.array(z.uuid()), "JSON list of: id"],
  [z.object({}), "JSON"],
])("a field in words: %#", (schema, takes) => {
  const [field] = payloadFields(z.strictObject({ one: schema }));
  expect(field?.takes.replace(", required", "")).toBe(takes);
  expect(field?.takes.endsWith(", required")).toBe(!schema.safeParse(undefined).success);
});
