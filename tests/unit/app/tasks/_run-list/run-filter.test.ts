import { describe, expect, test } from "vitest";
import { parseRunFilter, runFilterPath } from "#app/tasks/_run-list/run-filter.ts";

describe("the console's filter in the URL", () => {
  const tasks = ["todo/cleanup", "system/ping"];

  test.each([
    ["", { task: null, status: null }, "/tasks"],
    [
      "task=todo/cleanup&status=failed",
      { task: "todo/cleanup", status: "failed" },
      "/tasks?task=todo%2Fcleanup&status=failed",
    ],
    ["task=no/such&status=lost", { task: null, status: null }, "/tasks"],
  ])("%s", (parameters, filter, path) => {
    expect(parseRunFilter(new URLSearchParams(parameters), tasks)).toEqual(filter);
    expect(runFilterPath(parseRunFilter(new URLSearchParams(parameters), tasks))).toBe(path);
  });
});
