import { expect, test } from "vitest";
import { trackOwnWords } from "#app/_ui/search/own-words.ts";

test("what a field sent never comes back into it, however late, nor where some of it is left out", () => {
  const words = trackOwnWords("");
  for (const sent of ["todo", "todo 12", "todo 123"]) words.send(sent);
  expect(words.arrive("todo", "todo 123")).toBe(false);
  expect(words.last()).toBe("todo 123");
  words.send("todo 123 milk");
  expect(words.arrive("todo 123", "todo 123 milk")).toBe(false);
  expect(words.arrive("todo 123", "todo 123 milk")).toBe(false);
  expect(words.last()).toBe("todo 123 milk");
  expect(words.arrive("todo 123 milk", "todo 123 milk")).toBe(false);
});

test("words that were deleted again come back twice", () => {
  const words = trackOwnWords("");
  for (const sent of ["milk", "milk b", "milk"]) words.send(sent);
  for (const arriving of ["milk", "milk b", "milk"]) expect(words.arrive(arriving, "milk")).toBe(false);
});

test("words from elsewhere are shown, also when they were sent before, and end what was on its way", () => {
  const words = trackOwnWords("milk");
  expect(words.arrive("milk", "milk")).toBe(false);
  words.send("bread");
  expect(words.arrive("bread", "bread")).toBe(false);
  expect(words.arrive("milk", "milk")).toBe(true);
  expect(words.last()).toBe("milk");
  words.send("bread");
  expect(words.arrive("", "")).toBe(true);
  expect(words.last()).toBe("");
  expect(words.arrive("bread", "bread")).toBe(true);
});

test("words from elsewhere are shown where React has left out the same ones that were sent", () => {
  const words = trackOwnWords("");
  for (const sent of ["a", "", "a"]) words.send(sent);
  expect(words.arrive("a", "a")).toBe(false);
  expect(words.arrive("", "")).toBe(true);
  expect(words.last()).toBe("");
});
