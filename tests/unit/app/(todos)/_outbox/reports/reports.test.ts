import { describe, expect, test } from "vitest";
import { dueText } from "#app/_time/format-time.ts";
import { type Command, changeOf, type Intent } from "#app/(todos)/_outbox/command.ts";
import { makeCommand } from "#app/(todos)/_outbox/make-command.ts";
import { createReports } from "#app/(todos)/_outbox/reports/reports.ts";
import { hearNotices } from "../../../heard-notices.ts";
import { todoAt } from "../../todos.ts";

const now = new Date("2026-11-24T12:00:00.000Z");

function setUp({ trashDays = 30 } = {}) {
  const { notices, ...heard } = hearNotices();
  const made: Intent[] = [];
  const dropped: Command[] = [];
  const retried: true[] = [];
  const kept: Command[] = [];
  const reports = createReports({
    notices,
    retention: () => ({ retentionDays: 7, trashDays }),
    make: (intent) => void made.push(intent),
    retry: () => void retried.push(true),
    keepWords: (command) => void kept.push(command),
    drop: (command) => void dropped.push(command),
    clock: () => now,
    today: () => "2026-11-24",
  });
  const make = (intent: Intent) => makeCommand(intent, "account", now);
  return { ...heard, made, dropped, retried, kept, reports, make };
}

const todo = todoAt(1);
const noticeId = `todo-${todo.id}`;
const complete = changeOf(todo, { completed: true });
const remove: Intent = { kind: "delete", todoIds: [todo.id], base: todo, changes: null };

describe("what was done", () => {
  test("a completed todo says when it expires, and its Undo is a command", () => {
    const { reports, make, done, made } = setUp();
    reports.accepted(make(complete), todo);
    expect(done).toMatchObject([{ id: noticeId, text: "Completed “Todo 1”.", detail: "Expires in 7 days." }]);
    done[0]?.undo?.();
    done[0]?.undo?.();
    expect(made).toMatchObject([{ kind: "change", todoIds: [todo.id], changes: { completed: false } }]);
    expect(done.at(-1)).toMatchObject({ id: noticeId, text: "Undone: completed “Todo 1”." });
  });

  test("a deleted one offers its undo only where there is a trash", () => {
    for (const trashDays of [30, 0]) {
      const { reports, make, done } = setUp({ trashDays });
      reports.accepted(make(remove), todo);
      expect(done[0]).toMatchObject({ id: noticeId, text: "Deleted “Todo 1”." });
      expect(done[0]?.undo !== undefined).toBe(trashDays > 0);
    }
  });

  test.each([
    [{ dueOn: "2026-11-25" }, "“Todo 1” is due tomorrow."],
    [{ dueOn: "2026-11-23" }, "“Todo 1” was due yesterday."],
    [
      { dueOn: "2027-01-31", title: "New", notes: "Too" },
      `“New” is due on ${dueText("2027-01-31", "2026-11-24", undefined).text}.`,
    ],
    [{ dueOn: null }, "“Todo 1” has no due date."],
    [{ pinned: true }, "Pinned “Todo 1”."],
    [{ pinned: false }, "Unpinned “Todo 1”."],
  ])("a todo that %o moves says where to, by no toast", (changes, text) => {
    const { reports, make, said, done } = setUp();
    reports.accepted(make(changeOf(todo, changes)), todo);
    reports.accepted(make(changeOf(todo, { title: "Silent", notes: "Words" })), todo);
    expect({ said, done }).toEqual({ said: [text], done: [] });
  });

  test("what many todos were cleared is known with the answer, and undone by its instant", () => {
    const { reports, make, said, made } = setUp();
    const clear = make({ kind: "clear-completed", todoIds: [], base: null, changes: null });
    reports.accepted(clear, undefined);
    expect(said).toEqual([]);
    const inverse: Intent = { kind: "restore-many", todoIds: [], base: [], changes: { trashedAt: "2026-11-24" } };
    reports.settled(clear, { count: 60, inverse }, [todo]);
    expect(said).toEqual(["Cleared 60 completed todos."]);
    reports.undoLast();
    expect(made).toEqual([{ ...inverse, base: [todo] }]);
    expect(said.at(-1)).toBe("Undone: cleared 60 completed todos.");
  });

  test("undoes step by step, the last first, and says when nothing is left", () => {
    const { reports, make, said, made } = setUp();
    reports.accepted(make(changeOf(todo, { title: "One" })), todo);
    reports.accepted(make(changeOf({ ...todo, title: "One" }, { notes: "Two" })), { ...todo, title: "One" });
    for (let press = 0; press < 3; press += 1) reports.undoLast();
    expect(made.map(({ changes }) => changes)).toEqual([{ notes: "" }, { title: "Todo 1" }]);
    expect(said).toEqual([
      "Undone: changed the notes of “One”.",
      "Undone: renamed “Todo 1”.",
      "There is nothing to undo.",
    ]);
  });
});

describe("what failed", () => {
  const trouble = { status: 500, message: "The server had a bad moment." };

  test("takes the place of what was said before, is said once, and goes once it is saved", () => {
    const { reports, make, failed, dismissed, retried } = setUp();
    const command = make(complete);
    reports.accepted(command, todo);
    for (let tries = 0; tries < 3; tries += 1) reports.failed({ command, standing: { status: "waiting", trouble } });
    expect(failed).toMatchObject([{ id: noticeId, text: "Couldn’t save “Todo 1”.", detail: trouble.message }]);
    failed[0]?.retry?.();
    expect(retried).toHaveLength(1);
    dismissed.length = 0;
    reports.settled(command, {}, []);
    expect(dismissed).toEqual([noticeId]);
  });

  test("what the server can’t take now can be sent again, and its words copied", () => {
    const { reports, make, failed } = setUp();
    reports.failed({ command: make(changeOf(todo, { notes: "Mine" })), standing: { status: "waiting", trouble } });
    expect([typeof failed[0]?.retry, typeof failed[0]?.copy]).toEqual(["function", "function"]);
  });

  test("without a network says nothing of each todo", () => {
    const { reports, make, failed } = setUp();
    reports.failed({ command: make(complete), standing: { status: "waiting", trouble: { status: 0, message: "" } } });
    expect(failed).toEqual([]);
  });

  test("a refusal keeps the words, also once it is dismissed, and is no step to undo", () => {
    const { reports, make, said, failed, dismissed, dropped, kept } = setUp();
    const command = make(changeOf(todo, { notes: "An hour of typing" }));
    reports.accepted(command, todo);
    reports.failed({ command, standing: { status: "refused", message: "Too long." } });
    expect(failed).toMatchObject([
      { id: `standing-${command.id}`, text: "Couldn’t save “Todo 1”.", detail: "Too long." },
    ]);
    expect(dismissed.at(-1)).toBe(noticeId);
    expect([failed[0]?.retry, typeof failed[0]?.copy]).toEqual([undefined, "function"]);
    expect(kept).toEqual([command]);
    // What is done to the todo next leaves it.
    dismissed.length = 0;
    reports.accepted(make(changeOf(todo, { pinned: true })), todo);
    expect(dismissed).toEqual([noticeId]);
    failed[0]?.onDismiss?.();
    expect(dropped).toEqual([command]);
    reports.undoLast();
    reports.undoLast();
    expect(said.at(-1)).toBe("There is nothing to undo.");
  });

  test("an edit of a todo that is gone can be saved with the todo restored", () => {
    const { reports, make, failed, made, dropped } = setUp();
    const command = make(changeOf(todo, { notes: "Mine" }));
    reports.failed({ command, standing: { status: "gone" } });
    expect(failed).toMatchObject([{ text: "“Todo 1” was deleted somewhere else.", copy: expect.any(Function) }]);
    failed[0]?.retry?.();
    expect(made.map(({ kind, changes }) => [kind, changes])).toEqual([
      ["restore", null],
      ["change", { notes: "Mine" }],
    ]);
    expect(dropped).toEqual([command]);
  });
});
