import { describe, expect, test } from "vitest";
import { parseTaskFlags } from "#scripts/task/task-flags.ts";

const parse = (line: string) => parseTaskFlags(line.split(" "));

describe("npm run task", () => {
  test("takes a task and nothing else", () => {
    expect(parse("todo/cleanup")).toEqual({
      task: "todo/cleanup",
      payload: {},
      json: false,
      enqueue: false,
      wait: false,
      timeoutSeconds: 600,
    });
  });

  test.each([
    ["todo/cleanup --days 7 --json", { days: 7 }],
    ["todo/cleanup --days=7 --json", { days: 7 }],
    ["--days 7 todo/cleanup --json", { days: 7 }],
    ["--json todo/cleanup --asOf 2026-05-01T03:00:00Z", { asOf: "2026-05-01T03:00:00Z" }],
    ["todo/cleanup --json --dry", { dry: true }],
    ["todo/cleanup --dry --json", { dry: true }],
    ["todo/cleanup --dry=false --json", { dry: false }],
    ["todo/cleanup --json --days=-1", { days: -1 }],
    ['todo/cleanup --json --ids=["a","b"]', { ids: ["a", "b"] }],
    ["todo/cleanup --json --code 007", { code: "007" }],
    ["todo/cleanup --json --days 7 --days 8", { days: 8 }],
  ])("reads the payload of %s", (line, payload) => {
    expect(parse(line)).toMatchObject({ task: "todo/cleanup", payload, json: true });
  });

  test("enqueues, waits, and takes its own time", () => {
    expect(parse("todo/cleanup --enqueue --wait --timeout 5")).toMatchObject({
      payload: {},
      enqueue: true,
      wait: true,
      timeoutSeconds: 5,
    });
  });

  test.each([
    ["no task", "--json", /Name one task/],
    ["two tasks", "todo/cleanup trash/purge", /Name one task/],
    ["a task that a field swallowed", "--days todo/cleanup", /Name one task/],
    ["--wait alone", "todo/cleanup --wait", /--wait goes with --enqueue/],
    ["no time", "todo/cleanup --timeout", /--timeout takes a number of seconds/],
    ["no seconds", "todo/cleanup --timeout soon", /--timeout takes a number of seconds/],
    ["no time at all", "todo/cleanup --timeout 0", /--timeout takes a number of seconds/],
  ])("refuses %s and shows the usage", (_, line, message) => {
    expect(() => parse(line)).toThrow(message);
    expect(() => parse(line)).toThrow(/npm run task -- todo\/cleanup --days 7/);
  });
});

test("--yes gives the word that a removal of far more than usual waits for", () => {
  expect(parseTaskFlags(["trash/purge", "--yes"])).toMatchObject({ task: "trash/purge", payload: { confirmed: true } });
  expect(parseTaskFlags(["todo/cleanup", "--yes", "--days", "7"]).payload).toEqual({ confirmed: true, days: 7 });
});
