import { expect, test } from "vitest";
import { readProject } from "../project-files.ts";
import { replacedWords } from "./words.ts";

test("code, pages and documentation use the words of the field", async () => {
  expect(replacedWords(await readProject())).toEqual([]);
});

test.each([
  ["const poke = scheduler.poke();", "poke"],
  ["handedOverAt: Date;", "handed over"],
  ["// Hands the run back to the queue.", "hands the run back"],
  ["await handBack(run);", "hand back"],
  ["SELECT alive_at FROM task_run", "alive at"],
  ["/** A sign of life. */", "sign of life"],
  ["showLife(run)", "show life"],
  ["heartBeat", "beat"],
  ["sweepTodos()", "sweep"],
  ["secondTry: true", "second try"],
  ["passedOver: 3", "passed over"],
  ["unkeep(todo)", "unkeep"],
  ["openGateway()", "gateway"],
  ["502 Bad Gateway", null],
  ["new Play(app)", "new play"],
  ["a notebook of executions", "notebook"],
  ["Someday", "someday"],
])("%s", (line, word) => {
  const found = replacedWords([{ path: "app/a.ts", text: line }]);
  expect(found).toEqual(word === null ? [] : [expect.stringContaining(`app/a.ts:1: "${word}", say `)]);
});

test("the names of files, and words with a meaning of their own in one place", () => {
  const named = replacedWords([{ path: "tests/support/notebook.ts", text: "" }]);
  expect(named).toEqual(['tests/support/notebook.ts:0: "notebook", say execution log']);
  const planted = ["app/a.ts", "lib/todo-service/a.ts"].map((path) => ({ path, text: "const theirs = letGo(todo);" }));
  expect(replacedWords(planted)).toEqual([
    'lib/todo-service/a.ts:1: "let go", say trash',
    'lib/todo-service/a.ts:1: "theirs", say base, changes, current',
  ]);
});
