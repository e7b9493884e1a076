import { describe, expect, test } from "vitest";
import { parseEnv } from "#lib/env.ts";
import { cronOf, declaredSchedules } from "#lib/scheduler/declared-schedules.ts";
import { createCatalog } from "#lib/tasks/catalog.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { registry } from "#lib/tasks/registry.ts";
import { required } from "../required-variables.ts";

const catalog = createCatalog(registry);
const declared = (variables: Readonly<Record<string, string>>) =>
  declaredSchedules(catalog, parseEnv({ ...required, ...variables }));

describe("declared schedules", () => {
  test("are those of the code, in UTC, unless the environment says otherwise", () => {
    expect(declared({})).toEqual([
      { task: "system/ping", cron: "* * * * *", timeZone: "UTC" },
      { task: "todo/cleanup", cron: "0 3 * * *", timeZone: "UTC" },
      { task: "trash/purge", cron: "30 3 * * *", timeZone: "UTC" },
      { task: "task-runs/prune", cron: "0 4 * * *", timeZone: "UTC" },
    ]);
  });

  test("follow the environment, task by task", () => {
    const variables = {
      TASKS_TIME_ZONE: "Europe/Berlin",
      TODO_CLEANUP_SCHEDULE: "*/5 * * * *",
      TRASH_PURGE_SCHEDULE: "off",
    };
    expect(declared(variables)).toEqual([
      { task: "system/ping", cron: "* * * * *", timeZone: "Europe/Berlin" },
      { task: "todo/cleanup", cron: "*/5 * * * *", timeZone: "Europe/Berlin" },
      { task: "trash/purge", cron: null, timeZone: "Europe/Berlin" },
      { task: "task-runs/prune", cron: "0 4 * * *", timeZone: "Europe/Berlin" },
    ]);
  });

  test("leave out a task that has none", () => {
    const { schedule: _, ...unscheduled } = todoCleanup;
    const only = createCatalog({ todoCleanup: unscheduled });
    expect(declaredSchedules(only, parseEnv(required))).toEqual([]);
    expect(cronOf(only.get("todo/cleanup"), parseEnv(required))).toBeNull();
  });
});
