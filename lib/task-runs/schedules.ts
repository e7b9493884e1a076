import type { Database } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import { currentTraceParent } from "#lib/tracing/traceparent.ts";
import type { JsonObject } from "./json.ts";
import { toRun } from "./run-rows.ts";
import { listMissed, type MissedSlots, recordMissed } from "./schedule/missed-slots.ts";
import { missedUntil, slotToRun, unclaimedBefore } from "./schedule/next-slot.ts";
import {
  noSchedule,
  type PauseRequest,
  pausedAlready,
  pausedColumns,
  resumedColumns,
  scheduleOf,
  toSchedule,
  withPauser,
} from "./schedule/schedule-rows.ts";
import { runsAhead, runsOfSlots, type SlotRun } from "./schedule/slot-runs.ts";
import type { Run, RunEngine, RunTrigger, Schedule } from "./schemas.ts";
import { dueSlot, graceOf } from "./slots.ts";

/** A slot claimed later than this after its instant counts as caught up, not as on time. */
const ON_TIME_MS = 90_000;

/** A task's planned times as the code and the environment declare them. */
export interface DeclaredSchedule {
  readonly task: string;
  readonly cron: string | null;
  readonly timeZone: string;
}

/** A claim that finds all connections busy waits for one: the next claim is a minute away. */
const transactionLimits = { maxWait: 15_000, timeout: 15_000 };

/** The reason why a claim found nothing due. */
export type NotDueReason = "off" | "paused" | "not-due" | "unknown-schedule";

export type Claim =
  | { readonly run: Run; readonly reason?: never }
  | { readonly run: null; readonly reason: NotDueReason };

export interface ScheduleStore {
  /**
   * Makes the stored schedules equal to the declared ones. A changed one starts over: its earlier slots are never
   * claimed. One that is not declared is retired, never deleted: its pause survives a version without the task.
   */
  register(declared: readonly DeclaredSchedule[], now: Date): Promise<void>;
  /**
   * Claims the latest planned slot at or before `now` and records its run, in one transaction. However many callers
   * claim, and however often, each slot gets at most one run.
   */
  claimDueSlot(
    task: string,
    run: { payload: JsonObject; engine: RunEngine; engineRunId?: string },
    now: Date,
  ): Promise<Claim>;
  list(): Promise<Schedule[]>;
  /** Pauses every schedule that is not off. */
  pauseAll(pause: PauseRequest): Promise<void>;
  /**
   * Records the run of the next slot ahead of its time, so that it does not run again then. A slot that is due already
   * is the next. `slot`: the one that is meant.
   * @throws {DomainError} `not-found`; `conflict` where it is off, paused, another slot is next, or that has its run
   */
  claimNextSlot(
    task: string,
    run: { payload: JsonObject; engine: RunEngine; trigger: RunTrigger; requestedBy?: string; slot?: Date },
    now: Date,
  ): Promise<Run>;
  /** The latest slots of these tasks that had no run of their own, newest first. */
  listMissed(tasks: readonly string[]): Promise<MissedSlots[]>;
  /** The runs of slots after `now` that an operator started ahead of their time. */
  runsAhead(tasks: readonly string[], now: Date): Promise<SlotRun[]>;
  /** The runs of these slots, as far as there are any. A slot to come has one that an operator started ahead. */
  runsOf(slots: readonly { readonly task: string; readonly slot: Date }[]): Promise<SlotRun[]>;
  /** Whether the run of a slot was started ahead of its time. */
  ranAhead(task: string, slot: Date): Promise<boolean>;
  /**
   * `pause`: the operator, time and reason; each may be unknown. Leaves a pause as it is.
   * @throws {DomainError} `not-found`; `conflict` where the pause that there is has another reason than the one given
   */
  pause(task: string, pause?: PauseRequest): Promise<Schedule>;
  /** Slots that passed while it was paused are skipped. @throws {DomainError} `not-found` */
  resume(task: string, now: Date): Promise<Schedule>;
}

export function createScheduleStore(database: Database): ScheduleStore {
  return {
    async register(declared, now) {
      const tasks = declared.map((schedule) => schedule.task);
      await database.$executeRaw`
        INSERT INTO task_schedule (task, cron, time_zone, registered_at)
        SELECT task, cron, time_zone, ${now}
        FROM unnest(${tasks}::text[], ${declared.map((schedule) => schedule.cron)}::text[],
                    ${declared.map((schedule) => schedule.timeZone)}::text[]) AS declared(task, cron, time_zone)
        ON CONFLICT (task) DO UPDATE
        SET cron = excluded.cron, time_zone = excluded.time_zone, registered_at = excluded.registered_at
        WHERE (task_schedule.cron, task_schedule.time_zone) IS DISTINCT FROM (excluded.cron, excluded.time_zone)`;
      await database.taskSchedule.updateMany({ where: { task: { notIn: tasks } }, data: { cron: null } });
    },

    async claimDueSlot(task, request, now) {
      const schedule = await database.taskSchedule.findUnique({ where: { task } });
      if (!schedule) return { run: null, reason: "unknown-schedule" };
      const decision = dueSlot(schedule, now);
      if (decision.kind !== "due") return { run: null, reason: decision.kind };
      const { slot } = decision;
      return retryConflict(() =>
        database.$transaction(async (transaction) => {
          // The decision repeated as a condition of the write, so that of many claimers only one moves lastSlot.
          const claimed = await transaction.taskSchedule.updateMany({
            where: {
              task,
              cron: schedule.cron,
              timeZone: schedule.timeZone,
              paused: false,
              registeredAt: { lte: slot },
              OR: [{ lastSlot: null }, { lastSlot: { lt: slot } }],
            },
            data: { lastSlot: slot },
          });
          if (claimed.count === 0) return { run: null, reason: "not-due" };
          const trigger = now.getTime() - slot.getTime() > ON_TIME_MS ? "catch-up" : "schedule";
          // A schedule that was changed and changed back may reach a slot that already has its run.
          const [row] = await transaction.taskRun.createManyAndReturn({
            data: [{ id: newId(now), task, trigger, ...request, slot, createdAt: now }],
            skipDuplicates: true,
          });
          if (!row) return { run: null, reason: "not-due" };
          const missed = missedUntil(schedule, slot, { now, graceMs: graceOf(request.engine) });
          await recordMissed(transaction, { task, slots: missed, runId: row.id }, now);
          return { run: toRun(row) };
        }, transactionLimits),
      );
    },

    async claimNextSlot(task, { slot: wanted, ...request }, now) {
      const schedule = await database.taskSchedule.findUnique({ where: { task } });
      if (!schedule) throw noSchedule(task);
      const slot = slotToRun(schedule, { wanted, now });
      return await database.$transaction(async (transaction) => {
        // The unique index on task and slot decides: at its time, a claim finds that the slot has its run.
        const [row] = await transaction.taskRun.createManyAndReturn({
          data: [{ id: newId(now), task, ...request, slot, createdAt: now, traceParent: currentTraceParent() }],
          skipDuplicates: true,
        });
        if (!row) throw new DomainError("conflict", "The next slot has its run already. Wait until its time is over.");
        const where = { task, OR: [{ lastSlot: null }, { lastSlot: { lt: slot } }] };
        if (slot <= now) await transaction.taskSchedule.updateMany({ where, data: { lastSlot: slot } });
        return toRun(row);
      }, transactionLimits);
    },

    listMissed: (tasks) => listMissed(database, tasks),

    runsAhead: (tasks, now) => runsAhead(database, tasks, now),
    runsOf: (slots) => runsOfSlots(database, slots),

    async ranAhead(task, slot) {
      return (await database.taskRun.count({ where: { task, slot, createdAt: { lt: slot } } })) > 0;
    },

    async list() {
      const rows = await database.taskSchedule.findMany({ orderBy: { task: "asc" }, include: withPauser });
      return rows.map(toSchedule);
    },

    async pauseAll(pause) {
      await database.taskSchedule.updateMany({
        where: { cron: { not: null }, paused: false },
        data: pausedColumns(pause),
      });
    },

    async pause(task, pause) {
      const data = pause ? pausedColumns(pause) : { ...resumedColumns, paused: true };
      const { count } = await database.taskSchedule.updateMany({ where: { task, paused: false }, data });
      const schedule = await scheduleOf(database, task);
      const reason = pause?.reason ?? null;
      if (count === 0 && reason !== null && reason !== schedule.pause?.reason) throw pausedAlready(schedule);
      return schedule;
    },

    async resume(task, now) {
      const schedule = await database.taskSchedule.findUnique({ where: { task } });
      return await database.$transaction(async (transaction) => {
        const data = { ...resumedColumns, registeredAt: now };
        const { count } = await transaction.taskSchedule.updateMany({ where: { task, paused: true }, data });
        const missed = count === 0 || !schedule ? [] : unclaimedBefore(schedule, now);
        await recordMissed(transaction, { task, slots: missed, runId: null }, now);
        return await scheduleOf(transaction, task);
      }, transactionLimits);
    },
  };
}
