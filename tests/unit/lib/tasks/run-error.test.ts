import { describe, expect, test } from "vitest";
import { runErrorSchema } from "#lib/task-runs/schemas.ts";
import { PermanentError } from "#lib/tasks/errors.ts";
import { toRunError } from "#lib/tasks/run-error.ts";

describe("toRunError", () => {
  test("keeps name, message and stack, and lets another attempt follow", () => {
    const thrown = new TypeError("cannot read the list");
    expect(toRunError(thrown)).toEqual({
      name: "TypeError",
      message: "cannot read the list",
      stack: thrown.stack,
      retriable: true,
    });
  });

  test("lets none follow a permanent error", () => {
    expect(toRunError(new PermanentError("no such owner"))).toMatchObject({ retriable: false });
  });

  test.each([
    ["a text", "the disk is full", "the disk is full"],
    ["nothing", undefined, "undefined"],
    ["an object", { code: 7 }, "{ code: 7 }"],
    ["an object without a prototype", Object.create(null), "[Object: null prototype] {}"],
    ["an error without a stack", Object.assign(new Error("bare"), { stack: undefined }), "bare"],
    ["a text that PostgreSQL can't keep", "nul \0, half a pair \ud83d", "nul \ufffd, half a pair \ufffd"],
  ])("records %s that was thrown", (_, thrown, message) => {
    const error = toRunError(thrown);
    expect(error).toMatchObject({ message, stack: null, retriable: true });
    expect(runErrorSchema.parse(error)).toEqual(error);
  });
});
