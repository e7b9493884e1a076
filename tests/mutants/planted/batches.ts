import { mutantsOf } from "../mutant.ts";

const unit = "tests/unit/lib/batched-delete";
const real = "tests/integration/batched-delete";
const cleanup = "tests/integration/cleanup";

export const batches = [
  ...mutantsOf(
    "lib/batched-delete/run-batches.ts",
    [`${unit}/run-batches.test.ts`],
    [
      ["begins although it is aborted", "if (control.signal.aborted) return { done: false, reached: state };", ""],
      [
        "spends its budget on each batch",
        "now - startedAt >= control.budgetMs",
        "now - batchStartedAt >= control.budgetMs",
      ],
      ["pauses without limit", "Math.min(now - batchStartedAt, maxBusyPauseMs)", "now - batchStartedAt"],
      ["takes a size in rows for one in pages", "isSameUnit ?", "isSameUnit || true ?"],
    ],
  ),
  ...mutantsOf(
    "lib/batched-delete/batch-size.ts",
    [`${unit}/batch-size.test.ts`],
    [
      ["locks as many rows as it is fast", "Math.min(byTime, byRows)", "byTime"],
      ["grows without limit", ", current.size * 2)", ", current.size * 200)"],
    ],
  ),
  ...mutantsOf(
    "lib/batched-delete/delete-state.ts",
    [`${unit}/delete-state.test.ts`],
    [
      ["ends before locked rows were retried", "state.scanned && state.lockedIds.length === 0", "state.scanned"],
      ["forgets locked rows beyond those that it remembers", "Math.max(0, step.lockedIds.length - room)", "0"],
      ["retries what was retried", "lockedIds: state.lockedIds.slice(step.retried)", "lockedIds: state.lockedIds"],
      ["counts the last batch only", "(counts[reason] ?? 0) + value", "value"],
    ],
  ),
  ...mutantsOf(
    "lib/batched-delete/index-scan.ts",
    [`${real}/due-rows.test.ts`],
    [
      ["looks again at the row that it ended with", `) > (\${after.at}`, `) >= (\${after.at}`],
      ["ends after one batch", "seen < range.limit", "seen <= range.limit"],
    ],
  ),
  ...mutantsOf(
    "lib/batched-delete/delete-unlocked.ts",
    [`${cleanup}/concurrency.test.ts`],
    [["waits for locked rows", `FOR UPDATE OF \${table} SKIP LOCKED`, `FOR UPDATE OF \${table}`]],
  ),
  ...mutantsOf(
    "lib/batched-delete/delete-unlocked.ts",
    [`${real}/due-rows.test.ts`],
    [["waits for an owner who is being deleted", "FOR KEY SHARE OF parent SKIP LOCKED", "FOR KEY SHARE OF parent"]],
  ),
  ...mutantsOf(
    "lib/batched-delete/page-scan.ts",
    [`${real}/page-scan.test.ts`],
    [
      ["deletes whole pages", `AND \${isDue(rows)}\`;`, "`;"],
      ["follows pages of a table that was rewritten", "return file === pages.file;", "return true;"],
      ["fails on a locked row", `"55P03"`, `"55P04"`],
    ],
  ),
  ...mutantsOf(
    "lib/batched-delete/retry-skipped.ts",
    [`${cleanup}/concurrency.test.ts`],
    [
      ["does not count what stays locked", "locked: seen - deleted", "locked: 0"],
      ["counts locked rows as changed", `(\${due}) IS NOT TRUE AND (\${applies})`, `(\${applies})`],
    ],
  ),
  ...mutantsOf(
    "lib/batched-delete/batched-delete.ts",
    [`${cleanup}/crashes.test.ts`],
    [
      [
        "saves its state outside of the batch",
        "control.save(transaction, done.state)",
        "database.$transaction((other) => control.save(other, done.state))",
      ],
    ],
  ),
  ...mutantsOf(
    "lib/batched-delete/batched-delete.ts",
    [`${cleanup}/failed-rows.test.ts`],
    [["takes a lost connection for a row that fails", "if (rowFailureReason(error) === null) throw error;", ""]],
  ),
  ...mutantsOf(
    "lib/todo-service/cleanup/cleanup-due.ts",
    [`${cleanup}/cleanup.test.ts`],
    [
      ["leaves a todo at the instant of its expiry", "todo.expires_at <= ", "todo.expires_at < "],
      ["takes what was changed since", `\${instant(asOf)} AND \${unchanged}`, `\${instant(asOf)}`],
      ["takes pinned todos by days", "AND NOT todo.pinned AND", "AND"],
    ],
  ),
];
