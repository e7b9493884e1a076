import { describe, expect, test } from "vitest";
import { foldRuns } from "#app/tasks/_run-list/fold-runs.ts";
import type { Run } from "#lib/task-runs/schemas.ts";

describe("folding", () => {
  const run = (id: string, fields: Partial<Run> = {}): Run => ({
    id,
    task: "system/ping",
    trigger: "schedule",
    requestedBy: null,
    payload: {},
    status: "succeeded",
    attempt: 1,
    progress: null,
    result: null,
    error: null,
    failures: [],
    engine: "postgres",
    createdAt: "2026-11-24T12:00:00.000Z",
    dispatchedAt: null,
    startedAt: null,
    finishedAt: null,
    cancelRequestedAt: null,
    heldAt: null,
    slot: null,
    engineRunId: null,
    idempotencyKey: null,
    ...fields,
  });
  const shape = (runs: readonly Run[]) =>
    foldRuns(runs).map((entry) => (entry.kind === "run" ? entry.run.id : entry.runs.map(({ id }) => id)));

  test("hides quiet runs behind the latest of them, and nothing else", () => {
    const quiet = ["a", "b", "c", "d"].map((id) => run(id));
    expect(shape([...quiet, run("e", { status: "failed" }), run("f")])).toEqual(["a", ["b", "c", "d"], "e", "f"]);
    expect(shape(quiet.slice(1))).toEqual(["b", "c", "d"]);
    expect(shape(quiet.map((each) => ({ ...each, trigger: "console" as const })))).toEqual(["a", "b", "c", "d"]);
    expect(shape(quiet.map((each, index) => (index === 2 ? { ...each, task: "trash/purge" } : each)))).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
  });
});
