import { expect, test } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { EnvironmentError, parseEnv } from "#lib/env.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { taskRunsPrune } from "#lib/tasks/definitions/task-runs-prune.ts";
import { todoImport } from "#lib/tasks/definitions/todo-import.ts";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import { refuseUnknownSchedules, scheduleVariable } from "#lib/tasks/schedule-variables.ts";
import { required } from "../required-variables.ts";

const tasks = [systemPing, trashPurge, taskRunsPrune, todoImport];

test.each([
  ["todo/cleanup", "TODO_CLEANUP_SCHEDULE"],
  ["task-runs/prune", "TASK_RUNS_PRUNE_SCHEDULE"],
] as const)("the schedule of %s is changed by %s", (name, variable) => {
  expect(scheduleVariable({ name })).toBe(variable);
});

test("the variable of every schedule is known", () => {
  const schedules = { SYSTEM_PING_SCHEDULE: null, TASK_RUNS_PRUNE_SCHEDULE: "0 5 * * *" };
  expect(() => refuseUnknownSchedules({ schedules }, tasks)).not.toThrow();
});

test("others are refused, each named with those that there are", () => {
  // The import has no schedule that could be changed.
  const schedules = { CLEANUP_SCHEDULE: "0 5 * * *", TODO_IMPORT_SCHEDULE: null, TRASH_PURGE_SCHEDULE: null };
  const refusing = () => refuseUnknownSchedules({ schedules }, tasks);
  expect(refusing).toThrow(EnvironmentError);
  const known = "SYSTEM_PING_SCHEDULE, TRASH_PURGE_SCHEDULE, TASK_RUNS_PRUNE_SCHEDULE";
  expect(refusing).toThrow(
    expect.objectContaining({
      problems: [
        `CLEANUP_SCHEDULE: no task has this schedule; use one of ${known}`,
        `TODO_IMPORT_SCHEDULE: no task has this schedule; use one of ${known}`,
      ],
    }),
  );
});

test("no app is made with them", () => {
  const env = parseEnv({ ...required, LOG_LEVEL: "silent", TODO_CLEANUPS_SCHEDULE: "off" });
  expect(() => createApp(env)).toThrow(/TODO_CLEANUPS_SCHEDULE: no task has this schedule/);
});
