import { expect, test } from "vitest";
import { isCommonPassword } from "#lib/auth/common-passwords.ts";

test.each([
  ["TidyTodo2026!", true],
  ["my-tidy-list-2026", false],
  ["2026: tasks, tasks", true],
  ["todotodotodotodotidylistlistx", false],
  ["384957103948", false],
  ["1q2w3e4r5t6y", true],
  ["correct horse", false],
])("%s is common: %s", async (password, isCommon) => {
  expect(await isCommonPassword(password)).toBe(isCommon);
});
