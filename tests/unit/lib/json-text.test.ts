import { expect, test, vi } from "vitest";
import { JsonText } from "#lib/json-text.ts";

test("a text of another copy of the class is one, as Next bundles routes and the app apart", async () => {
  vi.resetModules();
  const copy = await import("#lib/json-text.ts");
  expect(copy.JsonText).not.toBe(JsonText);
  expect(new copy.JsonText("{}")).toBeInstanceOf(JsonText);
  expect({ text: "{}" }).not.toBeInstanceOf(JsonText);
});
