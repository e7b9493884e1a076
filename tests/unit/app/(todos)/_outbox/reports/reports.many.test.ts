import { expect, test } from "vitest";
import { changeOf, type Intent } from "#app/(todos)/_outbox/command.ts";
import { makeCommand } from "#app/(todos)/_outbox/make-command.ts";
import { createReports } from "#app/(todos)/_outbox/reports/reports.ts";
import { hearNotices } from "../../../heard-notices.ts";
import { todoAt } from "../../todos.ts";

const now = new Date("2026-11-24T12:00:00.000Z");
const todos = [todoAt(1), todoAt(2), todoAt(3)];

function setUp({ trashDays = 30 } = {}) {
  const { notices, ...heard } = hearNotices();
  const made: Intent[] = [];
  const reports = createReports({
    notices,
    retention: () => ({ retentionDays: 7, trashDays }),
    make: (intent) => void made.push(intent),
    retry: () => {},
    drop: () => {},
    keepWords: () => {},
    clock: () => now,
    today: () => "2026-11-24",
  });
  const accept = (intentOf: (todo: (typeof todos)[number]) => Intent) => {
    const accepted = todos.map((todo) => ({ command: makeCommand(intentOf(todo), "account", now), before: todo }));
    reports.acceptedMany(accepted);
    return accepted.map(({ command }) => command);
  };
  return { ...heard, made, reports, accept };
}

test("what is done to several todos is one message, with one undo", () => {
  const { reports, accept, said, made } = setUp();
  accept((todo) => changeOf(todo, { completed: true }));
  accept((todo) => changeOf(todo, { dueOn: "2026-12-01" }));
  expect(said).toEqual(["Completed 3 todos.", "Changed the due date of 3 todos."]);
  reports.undoLast();
  reports.undoLast();
  expect(made.map(({ todoIds }) => todoIds)).toEqual([...todos, ...todos].map(({ id }) => [id]));
  expect(made.map(({ changes }) => changes)).toEqual([
    ...todos.map(() => ({ dueOn: null })),
    ...todos.map(() => ({ completed: false })),
  ]);
  expect(said.slice(2)).toEqual(["Undone: changed the due date of 3 todos.", "Undone: completed 3 todos."]);
});

test("the undo leaves out what failed, and is gone once all of it has", () => {
  const { reports, accept, said, made } = setUp();
  const commands = accept((todo) => changeOf(todo, { pinned: true }));
  for (const [index, command] of commands.entries()) {
    reports.failed({ command, standing: { status: "refused", message: "No." } });
    if (index === 0) reports.undoLast();
  }
  expect(made.map(({ todoIds }) => todoIds)).toEqual(todos.slice(1).map(({ id }) => [id]));

  for (const command of accept((todo) => changeOf(todo, { pinned: true })))
    reports.failed({ command, standing: { status: "refused", message: "No." } });
  reports.undoLast();
  expect(said.at(-1)).toBe("There is nothing to undo.");
});

test("without a trash, deleting several offers no undo", () => {
  for (const trashDays of [30, 0]) {
    const { accept, done } = setUp({ trashDays });
    accept((todo) => ({ kind: "delete", todoIds: [todo.id], base: todo, changes: null }));
    expect(done.at(-1)).toMatchObject({ text: "Deleted 3 todos." });
    expect(done.at(-1)?.undo !== undefined).toBe(trashDays > 0);
  }
});
