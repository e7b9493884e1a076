import { describe, expect, test } from "vitest";
import { isFiltering, parseRunFilter, runFilterPath } from "#app/tasks/_run-list/run-filter.ts";

describe("the filter of runs in the URL", () => {
  test.each([
    ["", { q: "" }, "/tasks/runs"],
    [
      "task=todo/cleanup&status=failed&q=disk+gone",
      { task: "todo/cleanup", status: "failed", q: "disk gone" },
      "/tasks/runs?q=disk+gone&task=todo%2Fcleanup&status=failed",
    ],
    [
      "trigger=console&error=TypeError&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z",
      { trigger: "console", error: "TypeError", from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z", q: "" },
      "/tasks/runs?trigger=console&error=TypeError&from=2026-11-01T00%3A00%3A00Z&to=2026-11-02T00%3A00%3A00Z",
    ],
    ["task=no task&status=lost&from=yesterday&q=%00", { q: "" }, "/tasks/runs"],
  ])("%s", (parameters, filter, path) => {
    expect(parseRunFilter(new URLSearchParams(parameters))).toEqual(filter);
    expect(runFilterPath(parseRunFilter(new URLSearchParams(parameters)))).toBe(path);
  });

  test("filters when something is left out", () => {
    expect(isFiltering({ q: "" })).toBe(false);
    expect(isFiltering({ q: "disk" })).toBe(true);
    expect(isFiltering({ q: "", error: "TypeError" })).toBe(true);
  });
});
