import { describe, expect, test } from "vitest";
import { parseTaskCommand, wantsJson } from "#scripts/task/task-command.ts";

const parse = (line: string) => parseTaskCommand(line.split(" "));
const id = "019ac0de-0000-7000-8000-000000000001";

describe("npm run task with a task", () => {
  test("takes its name and nothing else", () => {
    const run = { verb: "run", task: "todo/cleanup", payload: {}, enqueue: false, wait: false, timeoutSeconds: 600 };
    expect(parse("todo/cleanup")).toEqual(run);
    expect(parse("run todo/cleanup")).toEqual(run);
  });

  test.each([
    ["todo/cleanup --days 7 --json", { days: 7 }],
    ["todo/cleanup --days=7 --json", { days: 7 }],
    ["run todo/cleanup --days=7 --json", { days: 7 }],
    ["--json run --days 7 todo/cleanup", { days: 7 }],
    ["--days 7 todo/cleanup --json", { days: 7 }],
    ["--json todo/cleanup --asOf 2026-05-01T03:00:00Z", { asOf: "2026-05-01T03:00:00Z" }],
    ["todo/cleanup --json --dry", { dry: true }],
    ["todo/cleanup --dry --json", { dry: true }],
    ["todo/cleanup --dry=false --json", { dry: false }],
    ["todo/cleanup --json --days=-1", { days: -1 }],
    ['todo/cleanup --json --ids=["a","b"]', { ids: ["a", "b"] }],
    ["todo/cleanup --json --code 007", { code: "007" }],
    ["todo/cleanup --json --verb list", { verb: "list" }],
    ["todo/cleanup --json --days 7 --days 8", { days: 8 }],
  ])("reads the payload of %s", (line, payload) => {
    expect(parse(line)).toMatchObject({ verb: "run", task: "todo/cleanup", payload });
    expect(wantsJson(line.split(" "))).toBe(true);
  });

  test("enqueues, waits, and takes its own time", () => {
    const expected = { payload: {}, enqueue: true, wait: true, timeoutSeconds: 5 };
    expect(parse("todo/cleanup --enqueue --wait --timeout 5")).toMatchObject(expected);
  });

  test("previews", () => {
    expect(parse("preview todo/cleanup --days 7")).toEqual({
      verb: "preview",
      task: "todo/cleanup",
      payload: { days: 7 },
    });
  });

  test("--yes gives the word that a removal of far more than usual waits for", () => {
    expect(parse("trash/purge --yes")).toMatchObject({ task: "trash/purge", payload: { confirmed: true } });
    expect(parse("todo/cleanup --yes --days 7")).toMatchObject({ payload: { confirmed: true, days: 7 } });
  });

  test.each(["todo/cleanup --help", "--help todo/cleanup", "run todo/cleanup --help", "preview --help todo/cleanup"])(
    "%s asks for its fields",
    (line) => expect(parse(line)).toEqual({ verb: "help", task: "todo/cleanup" }),
  );
});

describe("npm run task with a command", () => {
  test.each([
    ["list --json", { verb: "list" }],
    ["--json list", { verb: "list" }],
    ["--help", { verb: "help", task: null }],
    ["help", { verb: "help", task: null }],
    [`show ${id}`, { verb: "show", runId: id }],
    ["show todo/cleanup", { verb: "show-task", task: "todo/cleanup" }],
    [`cancel ${id} --json`, { verb: "cancel", runId: id }],
    [`retry ${id}`, { verb: "retry", runId: id, wait: false, timeoutSeconds: 600 }],
    [`restore ${id} --wait --timeout 9`, { verb: "restore", runId: id, wait: true, timeoutSeconds: 9 }],
    ["pause todo/cleanup", { verb: "pause", task: "todo/cleanup", reason: null }],
    ["pause todo/cleanup --reason=Holidays", { verb: "pause", task: "todo/cleanup", reason: "Holidays" }],
    ["resume todo/cleanup", { verb: "resume", task: "todo/cleanup" }],
  ])("reads %s", (line, command) => expect(parse(line)).toEqual(command));

  test("acts on all runs of a filter once that is confirmed", () => {
    const filter = { task: "task-runs/retry", payload: { status: "failed", task: "mail/send" } };
    expect(parse("retry --status failed --task mail/send")).toEqual({ verb: "unconfirmed", ...filter });
    expect(parse("retry --yes --status failed --task mail/send --json")).toMatchObject({ verb: "run", ...filter });
    const cancel = { task: "task-runs/cancel", payload: { status: "queued" } };
    expect(parse("cancel --status=queued --yes")).toMatchObject({ verb: "run", enqueue: false, ...cancel });
  });

  test("filters runs", () => {
    expect(parse("runs --status failed --task todo/cleanup --q timeout --limit 3")).toMatchObject({
      verb: "runs",
      query: { status: "failed", task: "todo/cleanup", q: "timeout", limit: 3 },
    });
  });
});

test.each([
  ["nothing", "", "WrongUse", /There is no command “”/],
  ["no task", "--json --days 7", "WrongUse", /Name one task/],
  ["two tasks", "todo/cleanup trash/purge", "WrongUse", /Name one task/],
  ["a task that a field swallowed", "--days todo/cleanup", "WrongUse", /Name one task/],
  [
    "a task that is none",
    "todo/clean",
    "DomainError",
    /There is no task "todo\/clean". The tasks are: .*todo\/cleanup/,
  ],
  ["a command that is none", "lst", "WrongUse", /There is no command “lst”/],
  ["a run that is none", "show 17", "WrongUse", /“17” is no id of a run/],
  ["no run", "cancel", "WrongUse", /Name one run or task/],
  ["more than a command takes", "list todo/cleanup", "WrongUse", /What is “todo\/cleanup”/],
  ["an option that a command lacks", "list --days 7", "WrongUse", /--days/],
  ["a status that is none", "runs --status broken", "WrongUse", /status: use one of queued/],
  ["--wait alone", "todo/cleanup --wait", "WrongUse", /--wait goes with --enqueue/],
  ["a filter and a run", `cancel --status queued ${id}`, "WrongUse", /Unexpected argument/],
  ["no time", "todo/cleanup --timeout", "WrongUse", /--timeout takes a number of seconds/],
  ["no seconds", "todo/cleanup --timeout soon", "WrongUse", /--timeout takes a number of seconds/],
  ["no time at all", `retry ${id} --timeout 0`, "WrongUse", /--timeout takes a number of seconds/],
])("npm run task refuses %s", (_, line, name, message) => {
  expect(() => parse(line)).toThrow(expect.objectContaining({ name, message: expect.stringMatching(message) }));
});
