import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { nextSlots } from "#lib/task-runs/slots.ts";
import { createCatalog } from "#lib/tasks/catalog.ts";
import { systemBackup } from "#lib/tasks/definitions/system-backup.ts";
import { registry } from "#lib/tasks/registry.ts";
import { scheduleVariable } from "#lib/tasks/schedule-variables.ts";

const read = (file: string) => readFile(new URL(`../../../../${file}`, import.meta.url), "utf8");
const scheduled = createCatalog(registry).all.flatMap(({ name, schedule }) =>
  schedule ? [{ name, ...schedule }] : [],
);

const cronSchema = z.strictObject({ path: z.string(), schedule: z.string() });
const vercelSchema = z.object({ crons: z.array(cronSchema) });
const byPath = (one: z.output<typeof cronSchema>, other: z.output<typeof cronSchema>) =>
  one.path.localeCompare(other.path);

/** The plan that is free of charge refuses a deployment with a cron that is due more than once a day. */
function isDailyAtMost(cron: string): boolean {
  const slots = nextSlots({ cron, timeZone: "UTC" }, new Date("2026-01-01T00:00:00Z"), 400);
  return slots.every((slot, index) => {
    const next = slots[index + 1];
    return next === undefined || next.getTime() - slot.getTime() >= 24 * 3_600_000;
  });
}

describe("the schedules of the registry", () => {
  test("are those in vercel.json, as far as every plan takes them", async () => {
    const { crons } = vercelSchema.parse(JSON.parse(await read("vercel.json")));
    // Backups need a disk that stays.
    const expected = scheduled.filter(({ name, cron }) => isDailyAtMost(cron) && name !== systemBackup.name);
    const lines = expected.map(({ name, cron }) => ({ path: `/api/cron/${name}`, schedule: cron }));
    const advice = "Write the daily schedules of the registry to the crons of vercel.json.";
    expect(crons.toSorted(byPath), advice).toEqual(lines.toSorted(byPath));
    expect(crons.length).toBeGreaterThan(0);
    expect(crons.length).toBeLessThanOrEqual(100);
  });

  test("are the examples of .env.example", async () => {
    const example = await read(".env.example");
    const lines = scheduled.map((task) => `${scheduleVariable(task)}="${task.cron}"`);
    const given = example.match(/^[A-Z_]+_SCHEDULE=.*$/gm)?.toSorted();
    expect(given, "Run `npm run configuration`, which writes .env.example.").toEqual(lines.toSorted());
  });
});
