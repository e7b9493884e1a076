import { expect, test, vi } from "vitest";
import { JsonText } from "#lib/todo-service/json-text.ts";

test("a text of another copy of the class is one, as Next bundles routes and the app apart", async () => {
  vi.resetModules();
  const copy = await import("#lib/todo-service/json-text.ts");
  expect(copy.JsonText).not.toBe(JsonText);
  expect(new copy.JsonText("{}")).toBeInstanceOf(JsonText);
  expect({ text: "{}" }).not.toBeInstanceOf(JsonText);
});
