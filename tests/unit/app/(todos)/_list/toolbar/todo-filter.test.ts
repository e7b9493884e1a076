import { describe, expect, test } from "vitest";
import { parseTodoFilter, shownLists, todoFilterPath } from "#app/(todos)/_list/toolbar/todo-filter.ts";

describe("the list's filter in the URL", () => {
  test.each([
    ["", { status: "all", q: "" }, "/"],
    ["status=open", { status: "open", q: "" }, "/?status=open"],
    ["status=completed&q=50%25+off", { status: "completed", q: "50% off" }, "/?status=completed&q=50%25+off"],
    ["status=nonsense&q=++milk+", { status: "all", q: "milk" }, "/?q=milk"],
  ])("%s", (parameters, filter, path) => {
    expect(parseTodoFilter(new URLSearchParams(parameters))).toEqual(filter);
    expect(todoFilterPath(parseTodoFilter(new URLSearchParams(parameters)))).toBe(path);
  });

  test("never asks the server for what it would refuse", () => {
    const { q } = parseTodoFilter(new URLSearchParams({ q: `\0${"x".repeat(300)}` }));
    expect(q).toBe("x".repeat(200));
  });

  test("chooses the lists of the page", () => {
    expect(shownLists({ status: "all", q: "" })).toEqual(["open", "completed"]);
    expect(shownLists({ status: "completed", q: "" })).toEqual(["completed"]);
  });
});
