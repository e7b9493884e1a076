import { describe, expect, test } from "vitest";
import { parseEnv } from "#lib/env.ts";
import { cronOf, declaredSchedules } from "#lib/scheduler/declared-schedules.ts";
import { createCatalog } from "#lib/tasks/catalog.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { todoImport } from "#lib/tasks/definitions/todo-import.ts";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import { required } from "../required-variables.ts";

const catalog = createCatalog({ todoCleanup, trashPurge, todoImport });
const declared = (variables: Readonly<Record<string, string>>) =>
  declaredSchedules(catalog, parseEnv({ ...required, ...variables }));

describe("declared schedules", () => {
  test("are those of the code, in UTC, unless the environment says otherwise", () => {
    expect(declared({})).toEqual([
      { task: "todo/cleanup", cron: "0 3 * * *", timeZone: "UTC" },
      { task: "trash/purge", cron: "30 3 * * *", timeZone: "UTC" },
    ]);
  });

  test("follow the environment, task by task", () => {
    const variables = {
      TASKS_TIME_ZONE: "Europe/Berlin",
      TODO_CLEANUP_SCHEDULE: "*/5 * * * *",
      TRASH_PURGE_SCHEDULE: "off",
    };
    expect(declared(variables)).toEqual([
      { task: "todo/cleanup", cron: "*/5 * * * *", timeZone: "Europe/Berlin" },
      { task: "trash/purge", cron: null, timeZone: "Europe/Berlin" },
    ]);
  });

  test("have no heartbeat where requests execute the runs, unless the environment sets one", () => {
    const withPing = createCatalog({ systemPing, todoCleanup });
    const cronsOf = (variables: Readonly<Record<string, string>>) =>
      declaredSchedules(withPing, parseEnv({ ...required, ...variables })).map(({ cron }) => cron);
    expect(cronsOf({})).toEqual(["* * * * *", "0 3 * * *"]);
    expect(cronsOf({ VERCEL: "1" })).toEqual([null, "0 3 * * *"]);
    expect(cronsOf({ VERCEL: "1", SYSTEM_PING_SCHEDULE: "*/15 * * * *" })).toEqual(["*/15 * * * *", "0 3 * * *"]);
  });

  test("leave out a task that has none", () => {
    expect(declared({}).map(({ task }) => task)).not.toContain(todoImport.name);
    expect(cronOf(todoImport, parseEnv(required))).toBeNull();
  });
});
