import { describe, expect, test } from "vitest";
import { shortcutKey, takesText } from "#app/_ui/page-keys.ts";

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

describe("the key of a shortcut", () => {
  test.each([
    ["x", { key: "x", code: "KeyX" }],
    ["x", { key: "X", code: "KeyX" }],
    ["j", { key: "j", code: "KeyC" }],
    ["x", { key: "ч", code: "KeyX" }],
    ["x", { key: "Ч", code: "KeyX" }],
    ["d", { key: "ي", code: "KeyD" }],
    ["#", { key: "№", code: "Digit3", shiftKey: true }],
    ["?", { key: "؟", code: "Slash", shiftKey: true }],
    ["/", { key: "ظ", code: "Slash" }],
    ["/", { key: "/", code: "Digit7", shiftKey: true }],
    ["#", { key: "#", code: "Backslash" }],
  ])("is %s for %j", (expected, press) => expect(shortcutKey({ shiftKey: false, ...press })).toBe(expected));

  test.each([
    { key: "X", code: "KeyX", shiftKey: true },
    { key: "x", code: "KeyX", shiftKey: true },
    { key: "Ч", code: "KeyX", shiftKey: true },
    { key: "é", code: "Digit2" },
    { key: "ö", code: "Semicolon" },
    { key: "Dead", code: "KeyE" },
    { key: "Process", code: "KeyX" },
    { key: "Enter", code: "Enter" },
  ])("is none for %j", (press) => expect(shortcutKey({ shiftKey: false, ...press })).toBeNull());
});
