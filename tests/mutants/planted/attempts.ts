import { mutantsOf } from "../mutant.ts";

const folder = "tests/integration/task-runs";
const attemptTests = [`${folder}/attempts.test.ts`, `${folder}/cancel.test.ts`, `${folder}/run-store.test.ts`];

export const attempts = [
  ...mutantsOf("lib/task-runs/attempts.ts", attemptTests, [
    [
      "starts a finished run",
      `::uuid AND \${unfinished} AND cancel_requested_at IS NULL`,
      "::uuid AND cancel_requested_at IS NULL",
    ],
    [
      "starts an attempt of a run that is to stop",
      `::uuid AND \${unfinished} AND cancel_requested_at IS NULL`,
      `::uuid AND \${unfinished}`,
    ],
    ["continues an attempt that is over", `AND attempt = \${attempt} AND \${unfinished}\``, `AND \${unfinished}\``],
    [
      "continues an attempt that is to stop",
      `WHERE \${isCurrent(attempt)} AND cancel_requested_at IS NULL`,
      `WHERE \${isCurrent(attempt)}`,
    ],
    [
      "saves the progress of an attempt that is over",
      `AND attempt = \${attempt.attempt} AND finished_at IS NULL\n        RETURNING`,
      "AND finished_at IS NULL\n        RETURNING",
    ],
    [
      "saves the progress of a finished run",
      `AND attempt = \${attempt.attempt} AND finished_at IS NULL\n        RETURNING`,
      `AND attempt = \${attempt.attempt}\n        RETURNING`,
    ],
    [
      "keeps the batch of an attempt that is over",
      "if (!run) throw new AttemptOver(attempt);",
      "if (!run) return { cancelRequested: false };",
    ],
    [
      "lets an attempt that is over write",
      "return { id, attempt, finishedAt: null };",
      "return { id, finishedAt: null };",
    ],
    ["ends a finished run again", "return { id, attempt, finishedAt: null };", "return { id, attempt };"],
    [
      "lets an attempt that is over fail the run",
      `AND attempt = \${attempt.attempt} AND status = 'running'`,
      `AND status = 'running'`,
    ],
    [
      "lets an attempt that recovery has given up fail the run",
      `AND attempt = \${attempt.attempt} AND status = 'running'`,
      `AND attempt = \${attempt.attempt}`,
    ],
    ["fails a finished run", `WHERE \${which} AND finished_at IS NULL`, `WHERE \${which}`],
    [
      "forgets earlier failures",
      `failures = failures || \${failureOf(recorded, now)}`,
      `failures = \${failureOf(recorded, now)}`,
    ],
    ["requeues a run as if an engine had it", `status: "queued", dispatchedAt: null,`, `status: "queued",`],
    [
      "requeues a run whose next attempt has started",
      `AND attempt = \${attempt} AND status = 'running'`,
      "AND status = 'running'",
    ],
    ["requeues a finished run", `AND attempt = \${attempt} AND status = 'running'`, `AND attempt = \${attempt}`],
    [
      "cancels what only a new attempt continues",
      "finishedAt: null, cancelRequestedAt: { not: null } }",
      "finishedAt: null }",
    ],
  ]),
  ...mutantsOf("lib/task-runs/recording/attempt-values.ts", attemptTests, [
    ["does not count attempts", "`attempt + 1`", "`greatest(attempt, 1)`"],
    ["shows the error of an attempt before the one that succeeded", "    error: Prisma.sql`NULL`,\n", ""],
  ]),
  ...mutantsOf(
    "lib/task-runs/attempts.ts",
    [`${folder}/plans.test.ts`],
    [["reads all unfinished runs for each", "status IN ('queued', 'running')`", "finished_at IS NULL`"]],
  ),
  ...mutantsOf("lib/task-runs/run-store.ts", attemptTests, [
    [
      "marks a requeued run as dispatched",
      `AND attempt = \${attempt} AND dispatched_at IS NULL`,
      "AND dispatched_at IS NULL",
    ],
    ["returns the run of another task", "!existing || existing.task !== request.task", "!existing"],
    ["returns the run of another payload", "!isSamePayload(existing.payload, request.payload)", "!existing"],
    [
      "cancels a running run under its handler",
      "CASE status WHEN 'queued' THEN 'canceled' ELSE status END",
      "'canceled'",
    ],
  ]),
  ...mutantsOf(
    "lib/task-runs/recording/backlog.ts",
    [`${folder}/backlog.test.ts`],
    [
      [
        "starts the next run though the attempt before was over",
        `FROM task_run WHERE \${isCurrent(attempt)} FOR UPDATE`,
        `FROM task_run WHERE id = \${attempt.id}::uuid FOR UPDATE`,
      ],
      ["ends an attempt that another write ends at the same moment", " FOR UPDATE)", ")"],
      ["starts a run of the backlog twice", `OR status = 'queued' AND attempt = 0 AND \${isFree})`, `OR \${isFree})`],
      ["starts what is held in the backlog", " AND held_at IS NULL`", "`"],
    ],
  ),
  ...mutantsOf(
    "lib/task-runs/run-queries.ts",
    [`${folder}/run-queries.test.ts`],
    [
      [
        "finds stalled runs of tasks that it does not know",
        "finishedAt: null,\n        task: { in: [...tasks] },",
        "finishedAt: null,",
      ],
      [
        "dispatches runs of tasks that it does not know",
        "createdAt: { lt: before },\n        task: { in: [...tasks] },",
        "createdAt: { lt: before },",
      ],
    ],
  ),
  ...mutantsOf(
    "lib/scheduler/recovery.ts",
    ["tests/integration/scheduler/recovery.test.ts"],
    [
      ["counts clean shutdowns as failures", "run.failures.length < catalog", "run.attempt <= catalog"],
      [
        "requeues a stalled run that is to stop",
        "if (run.cancelRequestedAt !== null) await store.cancelAttempt(run, now);\n    else if",
        "if",
      ],
    ],
  ),
  ...mutantsOf(
    "lib/runner/executor.ts",
    ["tests/integration/runner/executor.test.ts", "tests/integration/runner/executor.stop.test.ts"],
    [
      ["goes on with a canceled run", "if (cancelRequested) stop.abort(new RunCanceled());", ""],
      ["retries what no retry mends", "options.isLastAttempt || !error.retriable", "options.isLastAttempt"],
      ["leaves an interrupted run running", "await store.requeue(run);", ""],
    ],
  ),
];
