import type { ComponentType } from "react";
import { madeBackupSchema } from "#lib/backup/made-backup.ts";
import { mailSendResultSchema } from "#lib/mail/mail-send-schemas.ts";
import {
  type BulkResult,
  bulkPreviewSchema,
  bulkResultSchema,
  bulkStateSchema,
} from "#lib/task-runs/bulk/bulk-schemas.ts";
import { pruneResultSchema, pruneStateSchema } from "#lib/task-runs/prune-schemas.ts";
import type { Run, RunStatus } from "#lib/task-runs/schemas.ts";
import { cleanupReceiptSchema } from "#lib/tasks/cleanup-receipt.ts";
import { noticeSendResultSchema, noticeTestResultSchema } from "#lib/tasks/notice-send-schemas.ts";
import type { BacklogOf, PayloadOf, PreviewOf, ProgressOf, ResultOf, TaskName } from "#lib/tasks/registry.ts";
import {
  cleanupBacklogSchema,
  cleanupPreviewSchema,
  cleanupStateSchema,
} from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import { importPruneResultSchema, importPruneStateSchema } from "#lib/todo-service/import-export/prune-schemas.ts";
import { importProgressSchema, importResultSchema } from "#lib/todo-service/import-export/schemas.ts";
import { purgeResultSchema, purgeStateSchema } from "#lib/todo-service/trash/purge-schemas.ts";
import { restoreRunResultSchema, restoreRunStateSchema } from "#lib/todo-service/trash/restore-run-schemas.ts";
import { BulkPreviewDetails } from "../_bulk/bulk-preview.tsx";
import { countText } from "../format-count.ts";
import { actedSoFar, deletedSoFar } from "./amounts.ts";
import { CleanupBacklogDetails } from "./cleanup-backlog.tsx";
import { CleanupPreviewDetails } from "./cleanup-preview.tsx";
import { CleanupReceiptDetails } from "./cleanup-receipt.tsx";
import { RestoreRun } from "./restore-run.tsx";
import type { BacklogView, PreviewView, ProgressView, View } from "./view.tsx";

/** The task's own views in the console. All of them are optional. */
export interface ViewsOf<Name extends TaskName> {
  readonly result?: View<ResultOf<Name>>;
  /** The heading of a result. */
  readonly resultTitle?: string;
  readonly progress?: ProgressView<ProgressOf<Name>>;
  readonly preview?: PreviewView<PreviewOf<Name>, PayloadOf<Name>>;
  readonly backlog?: BacklogView<BacklogOf<Name>>;
  /** Actions on a finished run other than to run it again. */
  readonly Actions?: ComponentType<{ readonly run: Run }>;
}

/** Each view has the schema of its task: one that can't read the task's answer doesn't compile. */
export type TaskViews = { readonly [Name in TaskName]?: ViewsOf<Name> };

const taskViews: TaskViews = {
  "system/backup": {
    result: {
      schema: madeBackupSchema,
      words: ({ file, rows, verified }) =>
        `Wrote ${countText(rows, "row")} to ${file}${verified ? ", and restored them to check it" : ""}`,
    },
  },
  "todo/cleanup": {
    result: {
      schema: cleanupReceiptSchema,
      words: ({ deletedCount }) => `Removed ${countText(deletedCount, "todo")}`,
      Details: CleanupReceiptDetails,
    },
    resultTitle: "Receipt",
    progress: {
      schema: cleanupStateSchema,
      words: ({ deletedCount }) => `Removed ${countText(deletedCount, "todo")} so far`,
      amount: deletedSoFar,
    },
    preview: {
      schema: cleanupPreviewSchema,
      Details: CleanupPreviewDetails,
      runWith: ({ asOf }) => ({ asOf }),
      hidesTitles: ({ sample }) => sample.some(({ title }) => title === null),
    },
    backlog: {
      schema: cleanupBacklogSchema,
      Details: CleanupBacklogDetails,
      left: ({ count, isComplete }) => (isComplete ? count : null),
    },
    Actions: RestoreRun,
  },
  "trash/purge": {
    result: {
      schema: purgeResultSchema,
      words: ({ purgedCount }) => `Deleted ${countText(purgedCount, "todo")} for good`,
    },
    progress: {
      schema: purgeStateSchema,
      words: ({ deletedCount }) => `Deleted ${countText(deletedCount, "todo")} for good so far`,
      amount: deletedSoFar,
    },
  },
  "trash/restore": {
    result: {
      schema: restoreRunResultSchema,
      words: ({ restoredCount, leftCount, failed }) =>
        `Restored ${countText(restoredCount, "todo")}${stayedText(leftCount + sumOf(failed))}`,
    },
    progress: {
      schema: restoreRunStateSchema,
      words: ({ restoredCount }) => `Restored ${countText(restoredCount, "todo")} so far`,
      amount: ({ restoredCount }) => ({ done: restoredCount, total: null }),
    },
  },
  "task-runs/prune": {
    result: { schema: pruneResultSchema, words: ({ prunedCount }) => `Removed ${countText(prunedCount, "run")}` },
    progress: {
      schema: pruneStateSchema,
      words: ({ deletedCount }) => `Removed ${countText(deletedCount, "run")} so far`,
      amount: deletedSoFar,
    },
  },
  "task-runs/retry": {
    result: { schema: bulkResultSchema, words: (result) => `Retried ${bulkText(result)}` },
    progress: {
      schema: bulkStateSchema,
      words: (state) => `Retried ${bulkText(state)} so far`,
      amount: actedSoFar,
    },
    preview: { schema: bulkPreviewSchema, Details: BulkPreviewDetails, runWith: ({ asOf }) => ({ asOf }) },
  },
  "task-runs/cancel": {
    result: { schema: bulkResultSchema, words: (result) => `Canceled ${bulkText(result)}` },
    progress: {
      schema: bulkStateSchema,
      words: (state) => `Canceled ${bulkText(state)} so far`,
      amount: actedSoFar,
    },
    preview: { schema: bulkPreviewSchema, Details: BulkPreviewDetails, runWith: ({ asOf }) => ({ asOf }) },
  },
  "todo-import/prune": {
    result: {
      schema: importPruneResultSchema,
      words: ({ prunedCount }) => `Removed ${countText(prunedCount, "file")}`,
    },
    progress: {
      schema: importPruneStateSchema,
      words: ({ deletedCount }) => `Removed ${countText(deletedCount, "file")} so far`,
      amount: deletedSoFar,
    },
  },
  "mail/send": {
    result: { schema: mailSendResultSchema, words: ({ sent }) => (sent ? "Sent" : "Nothing to send") },
  },
  "notice/send": {
    result: { schema: noticeSendResultSchema, words: ({ sent }) => (sent ? "Sent" : "Nothing to send") },
  },
  "notice/test": {
    result: { schema: noticeTestResultSchema, words: ({ sentCount }) => `Sent to ${countText(sentCount, "receiver")}` },
  },
  "todo/import": {
    result: {
      schema: importResultSchema,
      words: ({ importedCount, duplicateCount }) =>
        `Imported ${countText(importedCount, "todo")}, left out ${countText(duplicateCount, "duplicate")}`,
    },
    progress: {
      schema: importProgressSchema,
      words: ({ doneCount, totalCount }) =>
        `Read ${doneCount.toLocaleString("en")} of ${countText(totalCount, "todo")}`,
      amount: ({ doneCount, totalCount }) => ({ done: doneCount, total: totalCount }),
    },
  },
};

/** The task that acts on all runs of a status. None acts on runs that succeeded. */
export const bulkTasks: { readonly [Status in RunStatus]?: TaskName } = {
  failed: "task-runs/retry",
  canceled: "task-runs/retry",
  queued: "task-runs/cancel",
  running: "task-runs/cancel",
};

/** The task whose runs undo another run. */
export const restoringTask: TaskName = "trash/restore";

const sumOf = (failed: readonly { readonly count: number }[]) => failed.reduce((sum, { count }) => sum + count, 0);

function bulkText({ doneCount, skippedCount }: BulkResult): string {
  return `${countText(doneCount, "run")}${skippedCount === 0 ? "" : `, skipped ${skippedCount.toLocaleString("en")}`}`;
}

function stayedText(count: number): string {
  return count === 0 ? "" : `, left ${countText(count, "todo")} in the trash`;
}

/** The views of a task by its name, which may be that of a task of another version. */
export function viewsOf(name: string): ViewsOf<TaskName> {
  return hasViews(name) ? (viewsOfTask(name) ?? {}) : {};
}

function viewsOfTask<Name extends TaskName>(name: Name): ViewsOf<Name> | undefined {
  return taskViews[name];
}

function hasViews(name: string): name is TaskName {
  return Object.hasOwn(taskViews, name);
}
