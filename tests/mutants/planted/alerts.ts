import { mutantsOf } from "../mutant.ts";

const alertTests = ["tests/integration/alerts/alerts.test.ts"];
const bulkTests = ["tests/integration/runner/bulk-actions.test.ts"];

export const alerts = [
  ...mutantsOf("lib/scheduler/scheduler.ts", alertTests, [
    [
      "claims before it looks what is overdue",
      "      await watch.check(now);\n      const claimed = await claim(task, now);",
      "      const claimed = await claim(task, now);\n      await watch.check(now);",
    ],
  ]),
  ...mutantsOf("lib/notices/webhook.ts", alertTests, [["follows redirects", '"manual"', '"follow"']]),
  ...mutantsOf("lib/notices/notices.ts", alertTests, [
    ["tells the end before the start", "AND earlier.next_attempt_at IS NOT NULL", "AND false"],
    ["sends again what was sent", "notice === null || notice.sentAt !== null", "notice === null"],
    ["tries again at once", "+ least(60, 2 ^ least(attempts, 6)) * interval '1 minute'", ""],
    ["never gives up", "CASE WHEN created_at > ", "CASE WHEN created_at > '-infinity'::timestamptz OR created_at > "],
  ]),
  ...mutantsOf(
    "lib/alerts/faults.ts",
    [...alertTests, "tests/unit/lib/alerts/faults.test.ts"],
    [
      ["tells a resolved failure again", "failure.at > known.at", "failure.at >= known.at"],
      [
        "forgets a failure that was followed by a success",
        "success > failed.at && newest === null",
        "success > failed.at",
      ],
    ],
  ),
  ...mutantsOf("lib/runner/bulk-actions.ts", bulkTests, [
    ["retries a run twice after a crash", "{ ...asker, idempotencyKey }", "asker"],
    ["cancels itself", 'if (run.id === request.runId) return "left-out";', ""],
    [
      "retries bulk actions",
      "return task === taskRunsRetry.name || task === taskRunsCancel.name;",
      "return task === '';",
    ],
  ]),
  ...mutantsOf("lib/task-runs/bulk/bulk-runs.ts", bulkTests, [
    ["acts on runs that came after the preview", "? asOf.toISOString() : to", "? new Date(8.64e14).toISOString() : to"],
    ["never ends its slice", "if (performance.now() < endAt) continue;", "if (endAt > 0) continue;"],
  ]),
];
