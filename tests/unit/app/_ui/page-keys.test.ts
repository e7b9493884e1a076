import { describe, expect, test } from "vitest";
import { takesText } from "#app/_ui/page-keys.ts";

describe("keys belong to", () => {
  test.each([
    { tagName: "INPUT" },
    { tagName: "INPUT", type: "text" },
    { tagName: "INPUT", type: "date" },
    { tagName: "INPUT", type: "number" },
    { tagName: "TEXTAREA" },
    { tagName: "SELECT" },
    { tagName: "DIV", isContentEditable: true },
  ])("what is typed into: $tagName $type", (target) => expect(takesText(target)).toBe(true));

  test.each([
    { tagName: "BODY" },
    { tagName: "BUTTON" },
    { tagName: "A" },
    { tagName: "INPUT", type: "checkbox" },
    { tagName: "INPUT", type: "radio" },
  ])("the page otherwise: $tagName $type", (target) => expect(takesText(target)).toBe(false));
});
