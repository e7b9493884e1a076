import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, createDatabase, type Database } from "#lib/db/client.ts";
import { createScheduleStore, type ScheduleStore } from "#lib/task-runs/schedules.ts";
import { latestSlot } from "#lib/task-runs/slots.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";

const MINUTE_MS = 60_000;
const task = "todo/cleanup";
const database = setUpTestDatabase();
let other: Database;
let processes: ScheduleStore[];

beforeAll(() => {
  other = createDatabase({ url: database.url, poolSize: 5 });
  processes = [createScheduleStore(database.db), createScheduleStore(other)];
});
afterAll(() => closeDatabase(other));

/** An event in the life of a schedule. `skewMs`: the error of the claiming process's clock. */
type ScheduleEvent =
  | { readonly kind: "claims"; readonly claims: readonly { readonly process: number; readonly skewMs: number }[] }
  | { readonly kind: "passes"; readonly minutes: number }
  | { readonly kind: "pause" | "resume" }
  | { readonly kind: "change"; readonly cron: string };

const crons = ["* * * * *", "*/5 * * * *", "30 2 * * *", "0 3,15 * * *", "15 */6 * * *"] as const;
const claim = fc.record({ process: fc.integer({ min: 0, max: 1 }), skewMs: fc.integer({ min: -90_000, max: 90_000 }) });
const event: fc.Arbitrary<ScheduleEvent> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("claims"), claims: fc.array(claim, { minLength: 1, maxLength: 4 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("passes"),
      minutes: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.constantFrom(12 * 60, 24 * 60, 3 * 24 * 60)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("pause", "resume") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("change"), cron: fc.constantFrom(...crons) }) },
);

/** Before a clock change in each zone, so that a few days lead across it. */
const start = fc.constantFrom(
  { timeZone: "Europe/Berlin", from: "2026-03-28T12:00:00Z" },
  { timeZone: "Europe/Berlin", from: "2026-10-24T12:00:00Z" },
  { timeZone: "America/New_York", from: "2026-03-07T20:00:00Z" },
  { timeZone: "America/New_York", from: "2026-10-31T20:00:00Z" },
  { timeZone: "Australia/Lord_Howe", from: "2026-10-03T03:00:00Z" },
  { timeZone: "Australia/Lord_Howe", from: "2026-04-04T03:00:00Z" },
  { timeZone: "Asia/Kathmandu", from: "2026-05-01T03:00:00Z" },
);

/** A model of one schedule through time, compared with the stored one. */
class ScheduleModel {
  now: number;
  registeredAt: number;
  paused = false;
  readonly claimed: number[] = [];
  readonly timeZone: string;
  cron: string;

  constructor(timeZone: string, from: number, cron: string) {
    this.timeZone = timeZone;
    this.cron = cron;
    this.now = from;
    this.registeredAt = from;
  }

  store(process: number): ScheduleStore {
    const store = processes[process];
    if (!store) throw new Error(`There is no process ${process}.`);
    return store;
  }

  async begin(): Promise<void> {
    await database.db.taskRun.deleteMany();
    await database.db.taskSchedule.deleteMany();
    await this.register();
  }

  async register(): Promise<void> {
    await this.store(0).register([{ task, cron: this.cron, timeZone: this.timeZone }], new Date(this.now));
  }

  async apply(event: ScheduleEvent): Promise<void> {
    switch (event.kind) {
      case "passes":
        this.now += event.minutes * MINUTE_MS;
        return;
      case "pause":
        await this.store(1).pause(task);
        this.paused = true;
        return;
      case "resume":
        await this.store(1).resume(task, new Date(this.now));
        if (this.paused) this.registeredAt = this.now;
        this.paused = false;
        return;
      case "change":
        if (event.cron !== this.cron) this.registeredAt = this.now;
        this.cron = event.cron;
        await this.register();
        return;
      case "claims":
        await Promise.all(event.claims.map((each) => this.claim(each.process, each.skewMs)));
    }
  }

  async claim(process: number, skewMs: number): Promise<void> {
    const now = new Date(this.now + skewMs);
    const { run } = await this.store(process).claimDueSlot(task, { payload: {}, engine: "postgres" }, now);
    if (!run) return;
    const slot = new Date(run.slot ?? 0).getTime();
    expect(this.paused).toBe(false);
    expect(this.claimed).not.toContain(slot);
    expect(slot).toBeGreaterThanOrEqual(this.registeredAt);
    expect(slot).toBeLessThanOrEqual(now.getTime());
    expect(slot).toBe(latestSlot({ cron: this.cron, timeZone: this.timeZone }, now)?.getTime());
    this.claimed.push(slot);
  }

  /**
   * A claim by a correct clock leaves nothing due: the latest slot is claimed, unless it is older than the schedule.
   */
  async expectNothingDue(): Promise<void> {
    await this.claim(0, 0);
    const latest = latestSlot({ cron: this.cron, timeZone: this.timeZone }, new Date(this.now))?.getTime() ?? 0;
    const claimable = !this.paused && latest >= this.registeredAt;
    const newest = Math.max(...this.claimed);
    if (claimable) expect(newest).toBeGreaterThanOrEqual(latest);
    const [schedule] = await this.store(1).list();
    if (this.claimed.length > 0) expect(schedule?.lastSlot).toBe(new Date(newest).toISOString());
    const runs = await database.db.taskRun.findMany({ orderBy: { slot: "asc" } });
    expect(runs.map((run) => run.slot?.getTime())).toEqual(this.claimed.toSorted((a, b) => a - b));
  }
}

test("each slot has at most one run, and the latest missed slot exactly one, whatever happens", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      start,
      fc.constantFrom(...crons),
      fc.array(event, { maxLength: 16 }),
      async (place, cron, events) => {
        const model = new ScheduleModel(place.timeZone, new Date(place.from).getTime(), cron);
        await model.begin();
        for (const event of events) await model.apply(event);
        await model.expectNothingDue();
      },
    ),
    { numRuns: 60 },
  );
});
