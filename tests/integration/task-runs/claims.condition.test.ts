import { beforeEach, expect, test, vi } from "vitest";
import { Prisma } from "#lib/db/client.ts";
import { createScheduleStore } from "#lib/task-runs/schedules.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";

const database = setUpTestDatabase();
const task = "todo/cleanup";
const registeredAt = new Date("2026-05-01T12:00:00Z");
const slot = new Date("2026-05-02T03:00:00Z");

beforeEach(async () => {
  await database.db.taskRun.deleteMany();
  await database.db.taskSchedule.deleteMany();
  await createScheduleStore(database.db).register([{ task, cron: "0 3 * * *", timeZone: "UTC" }], registeredAt);
});

const claimsThatWait = () => database.db.$queryRaw<unknown[]>`
  SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

test.each([
  ["paused", Prisma.sql`paused = true`],
  ["resumed, which starts it over,", Prisma.sql`registered_at = ${new Date("2026-05-02T03:01:00Z")}`],
  ["given another cron", Prisma.sql`cron = '0 4 * * *'`],
  ["given another time zone", Prisma.sql`time_zone = 'Europe/Berlin'`],
  ["claimed", Prisma.sql`last_slot = ${slot}`],
])("a schedule that is being %s after the claim has read it is not claimed", async (_, change) => {
  const schedules = createScheduleStore(database.db);
  const claimed = await database.db.$transaction(async (transaction) => {
    await transaction.$executeRaw`UPDATE task_schedule SET ${change} WHERE task = ${task}`;
    const claim = schedules.claimDueSlot(task, { payload: {}, engine: "postgres" }, new Date("2026-05-02T03:02:00Z"));
    await vi.waitFor(async () => expect(await claimsThatWait()).toHaveLength(1), { timeout: 5_000 });
    return { claim };
  });
  expect(await claimed.claim).toEqual({ run: null, reason: "not-due" });
  expect(await database.db.taskRun.count()).toBe(0);
});
