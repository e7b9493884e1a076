import { describe, expect, test } from "vitest";
import { safeNextPath, signInPath, withNext } from "#app/(auth)/next-path.ts";

describe("safeNextPath", () => {
  test.each(["/", "/trash", "/tasks/runs/1?tab=log#end", "/a/../b", "/sign-in?next=%2Ftrash"])(
    "keeps %s on this site",
    (path) => {
      const next = safeNextPath(path);
      expect(next).toMatch(/^\/(?!\/)/);
      expect(new URL(next, "https://tidy.example.com").origin).toBe("https://tidy.example.com");
    },
  );

  test("keeps path, query and fragment", () => {
    expect(safeNextPath("/tasks/runs/1?tab=log#end")).toBe("/tasks/runs/1?tab=log#end");
  });

  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "trash",
    "",
  ])("sends %j to the list", (value) => {
    expect(safeNextPath(value)).toBe("/");
  });

  test.each([undefined, null, ["/trash"], 7])("sends the non-text %j to the list", (value) => {
    expect(safeNextPath(value)).toBe("/");
  });
});

test("the sign-in page is told where to lead back to, unless that is the list", () => {
  expect(signInPath("/trash?q=a&b")).toBe("/sign-in?next=%2Ftrash%3Fq%3Da%26b");
  expect(signInPath("/")).toBe("/sign-in");
  expect(withNext("/sign-up", "/settings")).toBe("/sign-up?next=%2Fsettings");
});
