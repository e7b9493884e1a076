import { expect, test } from "vitest";
import { badgedIcon, titleWithCount } from "#app/(todos)/_list/count-badge.ts";
import { countText } from "#app/(todos)/format-count.ts";

test("the count says when it is not the whole", () => {
  expect([countText(0, false), countText(3, false), countText(50, true)]).toEqual(["", "3", "50+"]);
  expect(titleWithCount("Todos · Tidy", "")).toBe("Todos · Tidy");
  expect(titleWithCount("Todos · Tidy", "3")).toBe("(3) Todos · Tidy");
});

test("the icon has room for its number", () => {
  expect(decodeURIComponent(badgedIcon(7))).toContain(">7</text>");
  expect(decodeURIComponent(badgedIcon(1_000))).toContain(">99+</text>");
});
