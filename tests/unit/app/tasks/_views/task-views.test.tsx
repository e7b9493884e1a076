import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Json } from "#app/tasks/_views/json-fields.ts";
import { viewsOf } from "#app/tasks/_views/task-views.tsx";
import { payloadFromPreview, show } from "#app/tasks/_views/view.tsx";
import { initialState } from "#lib/batched-delete/delete-state.ts";
import { mailSend } from "#lib/tasks/definitions/mail-send.ts";
import { noticeSend } from "#lib/tasks/definitions/notice-send.ts";
import { noticeTest } from "#lib/tasks/definitions/notice-test.ts";
import { systemBackup } from "#lib/tasks/definitions/system-backup.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { taskRunsCancel } from "#lib/tasks/definitions/task-runs-cancel.ts";
import { taskRunsPrune } from "#lib/tasks/definitions/task-runs-prune.ts";
import { taskRunsRetry } from "#lib/tasks/definitions/task-runs-retry.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { todoImport } from "#lib/tasks/definitions/todo-import.ts";
import { todoImportPrune } from "#lib/tasks/definitions/todo-import-prune.ts";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import { trashRestore } from "#lib/tasks/definitions/trash-restore.ts";
import { initialRestoreRun } from "#lib/todo-service/trash/restore-run-schemas.ts";

const at = "2026-11-24T03:00:00.000Z";
const older = { deletedCount: 12, batches: 1, asOf: at };
const text = (node: ReactNode) =>
  renderToStaticMarkup(node)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

test.each([
  [todoCleanup.name, { ...older, deletedCount: 0 }, "Removed 0 todos"],
  [todoCleanup.name, { ...older, deletedCount: 1 }, "Removed 1 todo"],
  [trashPurge.name, { purgedCount: 1500 }, "Deleted 1,500 todos for good"],
  [taskRunsPrune.name, { prunedCount: 1 }, "Removed 1 run"],
  [todoImportPrune.name, { prunedCount: 1, failed: [] }, "Removed 1 file"],
  [trashRestore.name, { restoredCount: 2, leftCount: 0, failed: [] }, "Restored 2 todos"],
  [
    trashRestore.name,
    { restoredCount: 2, leftCount: 1, failed: [{ reason: "its id is taken already", count: 2, ids: [] }] },
    "Restored 2 todos, left 3 todos in the trash",
  ],
  [todoImport.name, { importedCount: 3, duplicateCount: 1 }, "Imported 3 todos, left out 1 duplicate"],
  [
    systemBackup.name,
    { file: "tidy-1.backup", bytes: 9, rows: 1500, verified: true, removed: [] },
    "Wrote 1,500 rows to tidy-1.backup, and restored them to check it",
  ],
  [mailSend.name, { sent: true }, "Sent"],
  [mailSend.name, { sent: false }, "Nothing to send"],
  [noticeSend.name, { sent: true }, "Sent"],
  [noticeTest.name, { sentCount: 2 }, "Sent to 2 receivers"],
  [taskRunsRetry.name, { doneCount: 1200, skippedCount: 3 }, "Retried 1,200 runs, skipped 3"],
  [taskRunsCancel.name, { doneCount: 1, skippedCount: 0 }, "Canceled 1 run"],
  [systemPing.name, { pongAt: at }, ""],
  ["list/export", { exportedCount: 2 }, "Exported count: 2"],
  ["list/export", null, ""],
  // Neither of these is what the task's schema says.
  [todoCleanup.name, { removed: 3 }, "Removed: 3"],
  [trashPurge.name, "all", "all"],
])("a result of %s in words: %j", (task, result, words) => {
  expect(show(viewsOf(task).result, result).words).toBe(words);
});

test.each([
  [todoCleanup.name, { ...initialState, deletedCount: 1200 }, "Removed 1,200 todos so far"],
  [trashPurge.name, { ...initialState, deletedCount: 1 }, "Deleted 1 todo for good so far"],
  [taskRunsPrune.name, initialState, "Removed 0 runs so far"],
  [todoImportPrune.name, initialState, "Removed 0 files so far"],
  [trashRestore.name, { ...initialRestoreRun, restoredCount: 4000 }, "Restored 4,000 todos so far"],
  [todoImport.name, { doneCount: 100, totalCount: 5000 }, "Read 100 of 5,000 todos"],
])("the progress of %s in words", (task, progress, words) => {
  expect(text(show(viewsOf(task).progress, progress).details)).toBe(words);
});

describe("the receipt of a cleanup", () => {
  const receipt = (result: Json) => text(show(viewsOf(todoCleanup.name).result, result).details);

  test("says what stayed and why, and how long it took", () => {
    const skipped = { locked: 1, reopened: 2, pinned: 0, changed: 0 };
    const shown = receipt({ ...older, skipped, seconds: 1.5, rowsPerSecond: 8 });
    expect(shown).toContain("Removed 12 Stayed 1 todo in use to the end: the next cleanup takes them");
    expect(shown).toContain("2 todos reopened meanwhile Batches 1 Took 1.5 s Todos per second 8 As of");
    expect(shown).not.toMatch(/pinned|edited/);
  });

  test("names what the database refused, and why", () => {
    const id = "019ab2c4-0000-7000-8000-000000000001";
    expect(receipt({ ...older, failed: [{ reason: "its id is taken already", count: 2, ids: [id, id] }] })).toContain(
      `Failed 2 todos stayed, since its id is taken already: ${id}, ${id}`,
    );
  });

  test("says when nothing stayed", () => {
    const skipped = { locked: 0, reopened: 0, pinned: 0, changed: 0 };
    expect(receipt({ ...older, skipped })).toContain("Stayed Nothing that was due");
  });

  test("of an older version lacks what was not counted then", () => {
    expect(receipt(older)).toMatch(/^Removed 12 Batches 1 As of/);
    expect(receipt(older)).not.toMatch(/Stayed|Took|per second/);
  });
});

test("what waits for a cleanup", () => {
  const backlog = (value: Json) => text(show(viewsOf(todoCleanup.name).backlog, value).details);
  expect(backlog({ oldestDueAt: null, count: 0, isComplete: true })).toBe("Nothing");
  expect(backlog({ oldestDueAt: at, count: 1, isComplete: true })).toMatch(/^1 todo, the oldest due /);
  expect(backlog({ oldestDueAt: at, count: 10_000, isComplete: false })).toMatch(/^more than 10,000 todos/);
});

test("a run takes the instant of its preview over, so that it removes nothing else", () => {
  const view = viewsOf(todoCleanup.name).preview;
  const preview = {
    days: null,
    count: 0,
    isComplete: true,
    oldest: null,
    newest: null,
    owners: { count: 0, most: [] },
  };
  expect(view && payloadFromPreview(view, { ...preview, asOf: at, sample: [] })).toEqual({ asOf: at });
  expect(view && payloadFromPreview(view, { asOf: at })).toBeNull();
});

test("a task of another version has no views, whatever it is called", () => {
  for (const name of ["list/export", "constructor", "__proto__"]) expect(viewsOf(name)).toEqual({});
});
