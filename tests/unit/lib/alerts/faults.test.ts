import { describe, expect, test } from "vitest";
import { type Facts, judge } from "#lib/alerts/faults.ts";
import type { Alert } from "#lib/notices/alerts-table.ts";
import type { Schedule } from "#lib/task-runs/schemas.ts";

const now = new Date("2026-11-24T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const graceMs = 3 * 60_000;
const id = (digit: number) => `019ac0de-0000-7000-8000-00000000000${digit}`;

const scheduleOf = (task: string, cron: string): Schedule => ({
  task,
  cron,
  timeZone: "UTC",
  paused: false,
  pause: null,
  registeredAt: "2026-11-01T00:00:00.000Z",
  lastSlot: "2026-11-24T12:00:00.000Z",
});
const schedules = [scheduleOf("system/ping", "* * * * *"), scheduleOf("todo/cleanup", "0 3 * * *")];
const tasks = ["system/ping", "todo/cleanup", "mail/send", "notice/send"];
const well: Facts = {
  schedules,
  tasks,
  graceMs,
  failures: [],
  needed: [],
  successes: new Map([
    ["system/ping", ago(1)],
    ["todo/cleanup", ago(540)],
  ]),
};

/** The keys of the faults. */
const wrong = (facts: Partial<Facts>, latest: readonly Alert[] = []) =>
  judge({ ...well, ...facts }, new Map(latest.map((alert) => [alert.key, alert])), now)
    .filter(({ check }) => !check.ok)
    .map(({ fault }) => fault.key);

test("nothing is wrong where everything works, or nothing is registered yet", () => {
  expect(wrong({})).toEqual([]);
  expect(wrong({ schedules: [], successes: new Map() })).toEqual([]);
});

test("an overdue heartbeat is told as heartbeat alone", () => {
  const late = [scheduleOf("system/ping", "* * * * *"), scheduleOf("todo/cleanup", "0 3 * * *")];
  const [ping, cleanup] = late.map((each) => ({ ...each, lastSlot: ago(60).toISOString() }));
  if (!ping || !cleanup) throw new Error("Two schedules.");
  const successes = new Map([...well.successes, ["system/ping", ago(60)]] as const);
  expect(wrong({ schedules: [ping, cleanup], successes })).toEqual(["heartbeat"]);
  expect(wrong({ schedules: [ping, { ...cleanup, lastSlot: ago(1440).toISOString() }] })).toEqual(["schedules"]);
});

test("a schedule that cannot be read is told, and hides nothing else", () => {
  const broken = (task: string) =>
    schedules.map((schedule) => (schedule.task === task ? { ...schedule, cron: "never" } : schedule));
  const successes = new Map([["system/ping", ago(60)]]);
  expect(wrong({ schedules: broken("todo/cleanup"), successes })).toEqual(["heartbeat", "schedules"]);
  expect(wrong({ schedules: broken("system/ping") })).toEqual(["heartbeat", "schedules"]);
});

test("a task that has to succeed is told where it has not, and is not watched where none is planned", () => {
  const needed = (ok: boolean, isPlanned: boolean) => [
    { task: "todo/cleanup", check: { ok, isPlanned, detail: "No run of todo/cleanup is planned." } },
  ];
  expect(wrong({ needed: needed(true, true) })).toEqual([]);
  expect(wrong({ needed: needed(false, true) })).toEqual(["no-success todo/cleanup"]);
  const unwatched = judge({ ...well, needed: needed(true, false) }, new Map(), now).filter((each) => !each.isWatched);
  expect(unwatched.map(({ fault }) => fault.key)).toEqual(["no-success todo/cleanup"]);
});

describe("a task has failed", () => {
  const failure = (minutes: number, run = 1, task = "mail/send") => ({
    task,
    runId: id(run),
    at: ago(minutes),
    errorName: "MailError",
  });
  const alert = (failedAgo: number, resolvedAt: Date | null): Alert => ({
    id: id(9),
    key: "run-failed mail/send",
    kind: "run-failed",
    task: "mail/send",
    failed: { runId: id(1), at: ago(failedAgo) },
    startedAt: ago(failedAgo),
    resolvedAt,
  });
  const succeeded = (minutes: number) => new Map([...well.successes, ["mail/send", ago(minutes)]] as const);
  const failed = ["run-failed mail/send"];

  test("from its first failure, even where it has succeeded since", () => {
    expect(wrong({ failures: [failure(5)] })).toEqual(failed);
    expect(wrong({ failures: [failure(5)], successes: succeeded(2) })).toEqual(failed);
  });

  test("until a later success, however long ago the failure is", () => {
    expect(wrong({ failures: [failure(5)] }, [alert(5, null)])).toEqual(failed);
    expect(wrong({}, [alert(9999, null)])).toEqual(failed);
    expect(wrong({ failures: [failure(5)], successes: succeeded(6) }, [alert(5, null)])).toEqual(failed);
    expect(wrong({ failures: [failure(5)], successes: succeeded(2) }, [alert(5, null)])).toEqual([]);
  });

  test("no more once that was told, until it fails again", () => {
    expect(wrong({ failures: [failure(5)], successes: succeeded(2) }, [alert(5, ago(1))])).toEqual([]);
    expect(wrong({ failures: [failure(5)] }, [alert(5, ago(1))])).toEqual([]);
    expect(wrong({ failures: [failure(1, 2)], successes: succeeded(2) }, [alert(5, ago(1))])).toEqual(failed);
  });

  test("unless it is the one that sends notices, or gone, which ends an alert", () => {
    expect(wrong({ failures: [failure(5, 1, "notice/send"), failure(5, 1, "todo/report")] })).toEqual([]);
    const gone = { ...alert(5, null), key: "run-failed todo/report", task: "todo/report" };
    const ended = judge(well, new Map([[gone.key, gone]]), now).find(({ fault }) => fault.key === gone.key);
    expect(ended).toMatchObject({ check: { ok: true }, isWatched: false });
    expect(judge(well, new Map([[gone.key, { ...gone, resolvedAt: now }]]), now)).toHaveLength(2);
  });
});
