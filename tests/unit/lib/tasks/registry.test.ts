import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parseEnv } from "#lib/env.ts";
import { taskNamePattern } from "#lib/task-runs/schemas.ts";
import { nextSlots } from "#lib/task-runs/slots.ts";
import { createCatalog } from "#lib/tasks/catalog.ts";
import { registry } from "#lib/tasks/registry.ts";
import { scheduleVariable } from "#lib/tasks/schedule-variables.ts";
import { required } from "../required-variables.ts";

const tasks = createCatalog(registry).all;
const byName = tasks.map((task) => [task.name, task] as const);

describe("the registry", () => {
  test("has a name of the grammar for each task, and none twice", () => {
    const names = tasks.map((task) => task.name);
    for (const name of names) expect(name).toMatch(taskNamePattern);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(4);
  });

  test("forgets no file of lib/tasks/definitions", async () => {
    const folder = fileURLToPath(new URL("../../../../lib/tasks/definitions", import.meta.url));
    const files = (await readdir(folder)).map((file) => file.replace(".ts", ""));
    expect(tasks.map((task) => task.name.replace("/", "-")).sort()).toEqual(files.sort());
  });

  test("has an environment variable of its own for each schedule", () => {
    const variables = tasks.map(scheduleVariable);
    expect(new Set(variables).size).toBe(variables.length);
  });

  test("staggers the daily schedules: no two at the same minute", () => {
    const daily = tasks.flatMap((task) => task.schedule?.cron ?? []).filter((cron) => cron !== "* * * * *");
    expect(new Set(daily).size).toBe(daily.length);
  });
});

describe.each(byName)("%s", (_, task) => {
  test("has a schedule that comes around, with a payload that its own schema takes", () => {
    if (!task.schedule) return;
    const { cron, payload } = task.schedule;
    const variable = scheduleVariable(task);
    expect(parseEnv({ ...required, [variable]: cron }).schedules).toEqual({ [variable]: cron });
    expect(nextSlots({ cron, timeZone: "UTC" }, new Date("2026-01-01T00:00:00Z"), 5)).toHaveLength(5);
    expect(task.payload.parse(payload)).toEqual(payload);
  });

  test("has a payload schema that transforms nothing and refuses what it doesn't know", () => {
    expect(z.toJSONSchema(task.payload, { io: "input" })).toEqual(z.toJSONSchema(task.payload, { io: "output" }));
    expect(task.payload.safeParse({ nonsense: 1 }).success).toBe(false);
  });

  test("tells people what it is", () => {
    expect(task.title).toMatch(/^[A-Z].{3,60}[^.]$/);
    expect(task.description).toMatch(/^[A-Z].{10,200}\.$/);
  });

  test("waits a while before it tries again", () => {
    expect(task.retries.delaySeconds).toBeGreaterThanOrEqual(1);
  });
});
