import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { createScheduleStore, type ScheduleStore } from "#lib/task-runs/schedules.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";

const database = setUpTestDatabase();
let schedules: ScheduleStore;

const at = (time: string) => new Date(`2026-05-${time}:00Z`);
const task = "todo/cleanup";
const daily = { task, cron: "0 3 * * *", timeZone: "UTC" };
const registeredAt = at("01T12:00");

beforeAll(() => {
  schedules = createScheduleStore(database.db);
});
beforeEach(async () => {
  await database.db.taskRun.deleteMany();
  await database.db.taskSchedule.deleteMany();
  await database.db.missedSlots.deleteMany();
  await schedules.register([daily], registeredAt);
});

const claim = (now: Date) => schedules.claimDueSlot(task, { payload: { days: 7 }, engine: "postgres" }, now);
const slots = async () => {
  const runs = await database.db.taskRun.findMany({ orderBy: { slot: "asc" } });
  return runs.map((run) => run.slot);
};
const stored = async () => {
  const [schedule] = await schedules.list();
  return schedule;
};

describe("a due slot", () => {
  test("becomes one run, with its payload, engine and slot", async () => {
    const { run } = await claim(at("02T03:00"));
    expect(run).toMatchObject({
      task,
      trigger: "schedule",
      payload: { days: 7 },
      engine: "postgres",
      status: "queued",
      slot: at("02T03:00").toISOString(),
      createdAt: at("02T03:00").toISOString(),
      dispatchedAt: null,
    });
    expect(await claim(at("02T03:00"))).toEqual({ run: null, reason: "not-due" });
    expect(await claim(at("02T23:59"))).toEqual({ run: null, reason: "not-due" });
    expect(await stored()).toMatchObject({ lastSlot: at("02T03:00").toISOString() });
  });

  test("is claimed by one of twenty callers at the same time", async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(at("02T03:00"))));
    expect(claims.filter(({ run }) => run !== null)).toHaveLength(1);
    expect(claims.filter(({ reason }) => reason === "not-due")).toHaveLength(19);
    expect(await slots()).toEqual([at("02T03:00")]);
  });

  test("is caught up once when it was missed, and coalesces the slots missed before it", async () => {
    const { run } = await claim(at("05T20:00"));
    expect(run).toMatchObject({ trigger: "catch-up", slot: at("05T03:00").toISOString() });
    const [first, last] = [at("02T03:00").toISOString(), at("05T03:00").toISOString()];
    const missed = { task, firstSlot: first, lastSlot: last, count: 4, outcome: "caught-up", runId: run?.id };
    expect(await schedules.listMissed([task])).toEqual([missed]);
    expect(await claim(at("05T20:01"))).toMatchObject({ run: null });
    expect(await slots()).toEqual([at("05T03:00")]);
    await claim(at("06T03:00"));
    expect(await schedules.listMissed([task])).toEqual([missed]);
  });

  test.each([
    ["on time until 90 s after its instant", 90_000, "schedule"],
    ["caught up from then on", 90_001, "catch-up"],
  ])("counts as %s", async (_, lateMs, trigger) => {
    const { run } = await claim(new Date(at("02T03:00").getTime() + lateMs));
    expect(run).toMatchObject({ trigger });
  });

  test("is not claimed again by a process whose clock is behind", async () => {
    await claim(at("03T03:00"));
    expect(await claim(at("03T02:59"))).toEqual({ run: null, reason: "not-due" });
    expect(await slots()).toEqual([at("03T03:00")]);
  });

  test("that already has a run gets no other", async () => {
    await database.db.taskRun.create({
      data: {
        ...{ id: newId(registeredAt), task, trigger: "schedule", payload: {}, engine: "postgres" },
        ...{ createdAt: registeredAt, slot: at("02T03:00") },
      },
    });
    expect(await claim(at("02T03:00"))).toEqual({ run: null, reason: "not-due" });
    expect(await slots()).toEqual([at("02T03:00")]);
  });
});

describe("registering", () => {
  test("starts the clock: no earlier slot is claimed", async () => {
    expect(await claim(at("01T13:00"))).toEqual({ run: null, reason: "not-due" });
    expect(await claim(at("02T02:59"))).toEqual({ run: null, reason: "not-due" });
    expect(await claim(at("02T03:00"))).toMatchObject({ run: { slot: at("02T03:00").toISOString() } });
  });

  test("again, unchanged, changes nothing: a slot missed while the app was down is caught up", async () => {
    const before = await stored();
    await schedules.register([daily], at("05T12:00"));
    expect(await stored()).toEqual(before);
    expect(await claim(at("05T12:00"))).toMatchObject({ run: { slot: at("05T03:00").toISOString() } });
  });

  test.each([
    ["another time", { cron: "0 6 * * *" }],
    ["another time zone", { timeZone: "Europe/Berlin" }],
  ])("%s starts over: its earlier slots are never claimed", async (_, change) => {
    await schedules.register([{ ...daily, ...change }], at("05T12:00"));
    expect(await claim(at("05T12:00"))).toEqual({ run: null, reason: "not-due" });
    expect(await claim(at("06T12:00"))).toMatchObject({ run: { trigger: "catch-up" } });
    expect(await stored()).toMatchObject({ registeredAt: at("05T12:00").toISOString(), ...change });
  });

  test("off and on again starts over", async () => {
    await schedules.register([{ ...daily, cron: null }], at("03T12:00"));
    expect(await claim(at("05T03:00"))).toEqual({ run: null, reason: "off" });
    await schedules.register([daily], at("05T12:00"));
    expect(await claim(at("05T12:00"))).toEqual({ run: null, reason: "not-due" });
  });

  test("another cron and the old one again never runs a slot twice", async () => {
    await claim(at("02T03:00"));
    await schedules.register([{ ...daily, cron: "0 2 * * *" }], at("02T01:00"));
    await schedules.register([daily], at("02T01:00"));
    expect(await claim(at("02T03:00"))).toEqual({ run: null, reason: "not-due" });
    expect(await slots()).toEqual([at("02T03:00")]);
  });

  test("keeps a pause, and retires what isn't declared any more, whose pause a later version finds again", async () => {
    await schedules.pause(task);
    await schedules.register([{ ...daily, cron: "0 6 * * *" }], at("05T12:00"));
    expect(await stored()).toMatchObject({ paused: true });
    await schedules.register([], at("05T12:00"));
    expect(await stored()).toMatchObject({ task, cron: null, paused: true });
    expect(await claim(at("06T03:00"))).toEqual({ run: null, reason: "off" });
    await schedules.register([daily], at("06T12:00"));
    expect(await stored()).toMatchObject({ cron: daily.cron, paused: true });
    expect(await claim(at("07T03:00"))).toEqual({ run: null, reason: "paused" });
  });

  test("is safe for many processes that start at once", async () => {
    const declared = ["trash/purge", "system/ping", task].map((name) => ({ ...daily, task: name }));
    await Promise.all(Array.from({ length: 8 }, () => schedules.register(declared, at("05T12:00"))));
    expect((await schedules.list()).map((schedule) => schedule.task)).toEqual(declared.map((each) => each.task).sort());
  });
});

describe("a pause", () => {
  test("claims nothing, and catches up nothing afterwards", async () => {
    const pause = { by: { account: "ann" }, reason: "Moving house", at: at("01T15:00") };
    const paused = { by: "ann", reason: "Moving house", at: at("01T15:00").toISOString() };
    expect(await schedules.pause(task, pause)).toMatchObject({ task, paused: true, pause: paused });
    expect(await schedules.pause(task, { ...pause, by: null })).toMatchObject({ pause: paused });
    expect(await schedules.pause(task, { ...pause, reason: null })).toMatchObject({ pause: paused });
    const message = expect.stringContaining("paused already by ann: “Moving house”");
    await expect(schedules.pause(task, { ...pause, reason: "Backup" })).rejects.toMatchObject({
      kind: "conflict",
      message,
    });
    expect(await schedules.list()).toMatchObject([{ pause: paused }]);
    expect(await claim(at("04T03:00"))).toEqual({ run: null, reason: "paused" });
    const resumed = await schedules.resume(task, at("05T12:00"));
    expect(await schedules.listMissed([task])).toMatchObject([{ count: 4, outcome: "paused", runId: null }]);
    expect(resumed).toMatchObject({ paused: false, pause: null, registeredAt: at("05T12:00").toISOString() });
    expect(await claim(at("05T12:00"))).toEqual({ run: null, reason: "not-due" });
    expect(await claim(at("06T03:00"))).toMatchObject({ run: { trigger: "schedule" } });
  });

  test("that begins while a slot is being claimed takes effect before or after the claim", async () => {
    const [claimed] = await Promise.all([claim(at("02T03:00")), schedules.pause(task)]);
    expect(await slots()).toEqual(claimed.run ? [at("02T03:00")] : []);
  });

  test("ends only if there is one: resuming an active schedule skips no slot", async () => {
    await schedules.resume(task, at("05T12:00"));
    expect(await claim(at("05T12:00"))).toMatchObject({ run: { slot: at("05T03:00").toISOString() } });
  });

  test("of a task without a schedule is not found", async () => {
    await expect(schedules.pause("list/export")).rejects.toMatchObject({ kind: "not-found" });
    await expect(schedules.resume("list/export", registeredAt)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("the next slot, run ahead of its time", () => {
  const ahead = (now: Date, slot?: Date) =>
    schedules.claimNextSlot(task, { payload: {}, engine: "postgres", trigger: "console", ...(slot && { slot }) }, now);

  test("does not run again at its time, and counts as no missed one", async () => {
    const run = await ahead(at("01T13:00"));
    expect(run).toMatchObject({ trigger: "console", slot: at("02T03:00").toISOString(), status: "queued" });
    const known = { task, slot: at("02T03:00").toISOString(), runId: run.id };
    expect(await schedules.runsAhead([task], at("01T13:00"))).toEqual([known]);
    expect(await schedules.runsOf([{ task, slot: at("02T03:00") }])).toEqual([known]);
    expect(await schedules.runsOf([{ task, slot: at("03T03:00") }])).toEqual([]);
    expect(await schedules.ranAhead(task, at("02T03:00"))).toBe(true);
    await expect(ahead(at("01T13:01"))).rejects.toMatchObject({ kind: "conflict" });
    expect(await claim(at("02T03:00"))).toEqual({ run: null, reason: "not-due" });
    expect(await claim(at("03T03:00"))).toMatchObject({ run: { trigger: "schedule" } });
    expect(await schedules.ranAhead(task, at("03T03:00"))).toBe(false);
    expect(await slots()).toEqual([at("02T03:00"), at("03T03:00")]);
    expect(await schedules.listMissed([task])).toEqual([]);
  });

  test("is left out of the missed ones where nobody called for days", async () => {
    await ahead(at("01T13:00"));
    await claim(at("04T03:00"));
    expect(await schedules.listMissed([task])).toMatchObject([{ firstSlot: at("03T03:00").toISOString(), count: 1 }]);
  });

  test("is the one that is due already, if any", async () => {
    expect(await ahead(at("02T09:00"))).toMatchObject({ slot: at("02T03:00").toISOString() });
    expect(await claim(at("02T09:00"))).toEqual({ run: null, reason: "not-due" });
    expect(await ahead(at("02T09:00"))).toMatchObject({ slot: at("03T03:00").toISOString() });
  });

  test("is the one that was meant, or none", async () => {
    await expect(ahead(at("02T13:00"), at("03T03:00"))).rejects.toMatchObject({ kind: "conflict" });
    await claim(at("02T13:00"));
    await expect(ahead(at("02T13:00"), at("02T03:00"))).rejects.toMatchObject({
      kind: "conflict",
      message: expect.stringContaining(at("03T03:00").toISOString()),
    });
    expect(await slots()).toEqual([at("02T03:00")]);
    expect(await ahead(at("02T13:00"), at("03T03:00"))).toMatchObject({ slot: at("03T03:00").toISOString() });
  });

  test("is refused while the schedule is paused or off, and for a task without one", async () => {
    await schedules.pause(task);
    await expect(ahead(at("01T13:00"))).rejects.toMatchObject({ kind: "conflict" });
    await schedules.register([{ ...daily, cron: null }], registeredAt);
    await expect(ahead(at("01T13:00"))).rejects.toMatchObject({ kind: "conflict" });
    const elsewhere = { payload: {}, engine: "postgres", trigger: "cli" } as const;
    const nobody = schedules.claimNextSlot("list/export", elsewhere, registeredAt);
    await expect(nobody).rejects.toMatchObject({ kind: "not-found" });
    expect(await slots()).toEqual([]);
  });
});
