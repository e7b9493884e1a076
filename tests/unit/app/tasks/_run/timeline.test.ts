import { describe, expect, test } from "vitest";
import { timelineOf } from "#app/tasks/_run/timeline.ts";
import type { Run } from "#lib/task-runs/schemas.ts";

const at = (second: number) => new Date(Date.UTC(2026, 4, 1, 3, 0, second)).toISOString();
const error = { message: "The disk is gone.", stack: null, retriable: true };

const run: Run = {
  id: "01a21ac5-3c7b-78de-8d5a-0049c1126c00",
  task: "todo/import",
  trigger: "console",
  requestedBy: null,
  payload: {},
  status: "succeeded",
  attempt: 2,
  progress: null,
  result: null,
  error: null,
  failures: [{ attempt: 1, failedAt: at(2), error }],
  engine: "postgres",
  createdAt: at(0),
  dispatchedAt: at(0),
  startedAt: at(0),
  finishedAt: at(9),
  cancelRequestedAt: null,
  heldAt: null,
  engineRunId: null,
  slot: null,
  idempotencyKey: null,
};
const textsOf = (changes: Partial<Run>, log: Parameters<typeof timelineOf>[1]) =>
  timelineOf({ ...run, ...changes }, log).map(({ text }) => text);

describe("the timeline of a run", () => {
  test("has its attempts, their failures and progress, and the waits between them", () => {
    const log = [
      { kind: "started", at: at(0), attempt: 1 },
      { kind: "started", at: at(6), attempt: 2 },
      { kind: "progress", at: at(8), attempt: 2, progress: { doneCount: 40, totalCount: 100 } },
    ] as const;
    expect(textsOf({}, [...log])).toEqual([
      "Queued by the console",
      "Attempt 1 started",
      "Attempt 1 failed: The disk is gone.",
      "Attempt 2 started after a wait of 4.0 s",
      "Read 40 of 100 todos",
      "Succeeded",
    ]);
  });

  test("of an earlier version's run, which has no log, knows the first start", () => {
    expect(textsOf({ trigger: "schedule", slot: at(0), failures: [] }, [])).toEqual([
      "Queued by schedule",
      "Attempt 1 started",
      "Succeeded",
    ]);
  });

  test("says when somebody asked it to stop, unless it ended at once", () => {
    const canceled: Partial<Run> = { status: "canceled", failures: [], cancelRequestedAt: at(5) };
    expect(textsOf(canceled, []).slice(-2)).toEqual(["Asked to stop", "Canceled"]);
    expect(textsOf({ ...canceled, startedAt: null, finishedAt: at(5) }, [])).toEqual([
      "Queued by the console",
      "Canceled",
    ]);
  });
});
