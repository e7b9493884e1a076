import { describe, expect, test } from "vitest";
import { durationText, fieldText, foldRuns, jsonFields, resultSummary } from "#app/tasks/_run/format-run.ts";
import { payloadFields, readPayload } from "#app/tasks/_run-now/payload-fields.ts";
import { cronText } from "#app/tasks/_task-list/format-cron.ts";
import type { Run } from "#lib/task-runs/schemas.ts";

describe("schedules in words", () => {
  test.each([
    ["* * * * *", "Every minute"],
    ["*/15 * * * *", "Every 15 minutes"],
    ["5 * * * *", "Every hour at :05"],
    ["0 3 * * *", "Every day at 03:00"],
    ["30 14 * * 1-5", "Monday to Friday at 14:30"],
    ["0 9 * * 0", "Every Sunday at 09:00"],
    ["0 9 * * 7", "Every Sunday at 09:00"],
    ["*/7 * * * *", null],
    ["0 3 1 * *", null],
    ["0 3 * 2 *", null],
    ["0,30 3 * * *", null],
    ["0 3 * * 1,3", null],
  ])("%s", (cron, text) => {
    expect(cronText(cron)).toBe(text);
  });
});

describe("payloads", () => {
  const fields = payloadFields({
    type: "object",
    required: ["days"],
    properties: {
      days: { type: "integer", minimum: 0, maximum: 3650, description: "How old" },
      asOf: { type: "string", format: "date-time" },
      name: { type: "string", title: "Nickname" },
      ids: { type: "array" },
    },
  });

  test("become inputs", () => {
    expect(fields).toMatchObject([
      { name: "days", label: "Days", kind: "number", required: true, min: 0, max: 3650, hint: "How old" },
      { name: "asOf", label: "As of", kind: "instant", required: false },
      { name: "name", label: "Nickname", kind: "text" },
      { name: "ids", kind: "json" },
    ]);
    expect(payloadFields({ type: "object" })).toEqual([]);
  });

  test("are read from what was typed, leaving out what is empty", () => {
    const typed = { days: " 7 ", asOf: "", ids: '["a"]' };
    expect(readPayload(fields, typed)).toEqual({ ok: true, payload: { days: 7, ids: ["a"] } });
  });

  test("say which field can't be read", () => {
    expect(readPayload(fields, { ids: "[" })).toMatchObject({ ok: false, field: "ids" });
  });
});

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
    handedOverAt: null,
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
