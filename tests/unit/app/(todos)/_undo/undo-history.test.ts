import { expect, test, vi } from "vitest";
import { createUndoHistory } from "#app/(todos)/_undo/undo-history.ts";
import { hearNotices } from "../../heard-notices.ts";

function setUp() {
  const { notices, ...heard } = hearNotices();
  const history = createUndoHistory(notices);
  const undone: string[] = [];
  const record = (what: string, works: boolean | Promise<boolean> = true) =>
    history.record({
      noticeId: `notice of ${what}`,
      what,
      undo: async () => {
        undone.push(what);
        return works;
      },
    });
  return { ...heard, history, record, undone };
}

test("undoes several steps back, the last first, says each, and takes its notice away", async () => {
  const { history, record, said, dismissed, undone } = setUp();
  for (const what of ["one", "two", "three"]) record(what);
  history.undoLast();
  history.undoLast();
  await vi.waitFor(() => expect(said).toEqual(["Undone: three.", "Undone: two."]));
  expect(undone).toEqual(["three", "two"]);
  expect(dismissed).toEqual(["notice of three", "notice of two"]);
});

test("says when nothing is left", async () => {
  const { history, said } = setUp();
  history.undoLast();
  await vi.waitFor(() => expect(said).toEqual(["There is nothing to undo."]));
});

test("says so after the undo that is still under way", async () => {
  const { history, record, said } = setUp();
  const slow = Promise.withResolvers<boolean>();
  record("one", slow.promise);
  history.undoLast();
  history.undoLast();
  slow.resolve(true);
  await vi.waitFor(() => expect(said).toEqual(["Undone: one.", "There is nothing to undo."]));
});

test("a step that a notice has undone is not undone again", async () => {
  const { history, record, undone } = setUp();
  record("one");
  const two = record("two");
  two.undo();
  two.undo();
  history.undoLast();
  await vi.waitFor(() => expect(undone).toEqual(["two", "one"]));
});

test("what was never done after all is forgotten", async () => {
  const { history, record, undone } = setUp();
  record("one");
  record("refused").forget();
  history.undoLast();
  await vi.waitFor(() => expect(undone).toEqual(["one"]));
});

test("a failed undo is not said to be done, and the one before it is next", async () => {
  const { history, record, said, undone } = setUp();
  record("one");
  record("gone", false);
  history.undoLast();
  await vi.waitFor(() => expect(undone).toEqual(["gone"]));
  history.undoLast();
  await vi.waitFor(() => expect(said).toEqual(["Undone: one."]));
});

test("a step waits for the one after it to be undone", async () => {
  const { history, record, undone } = setUp();
  const slow = Promise.withResolvers<boolean>();
  record("one");
  record("two", slow.promise);
  history.undoLast();
  history.undoLast();
  await vi.waitFor(() => expect(undone).toEqual(["two"]));
  slow.resolve(true);
  await vi.waitFor(() => expect(undone).toEqual(["two", "one"]));
});

test("keeps the last hundred steps", async () => {
  const { history, record, said, undone } = setUp();
  for (let n = 0; n < 101; n += 1) record(String(n));
  for (let n = 0; n < 101; n += 1) history.undoLast();
  await vi.waitFor(() => expect(said.at(-1)).toBe("There is nothing to undo."));
  expect(undone).toHaveLength(100);
  expect(undone.at(-1)).toBe("1");
});
