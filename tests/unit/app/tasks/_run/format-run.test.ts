import { describe, expect, test } from "vitest";
import { durationText, fieldText, foldRuns, jsonFields, resultSummary } from "#app/tasks/_run/format-run.ts";
import type { Run } from "#lib/task-runs/schemas.ts";

describe("results", () => {
  const result = { asOf: "2026-11-24T12:00:00.000Z", skipped: { locked: 1 }, batches: 2, deletedCount: 12 };

  test("in a few words", () => {
    expect(resultSummary(result)).toBe("deletedCount 12, batches 2");
    expect(resultSummary(null)).toBe("");
    expect(resultSummary([1])).toBe("[1]");
  });

  test("as fields, counts first", () => {
    expect(jsonFields(result)?.map(({ name }) => name)).toEqual(["deletedCount", "batches", "asOf", "skipped"]);
    expect(jsonFields([1])).toBeNull();
    expect(fieldText("deletedCount")).toBe("Deleted count");
  });

  test.each([
    [-5, "0 ms"],
    [12.4, "12 ms"],
    [1500, "1.5 s"],
    [42_400, "42 s"],
    [185_000, "3 min 5 s"],
  ])("%d ms takes %s", (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

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
