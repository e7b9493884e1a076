import type { Database, Prisma } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import type { JsonObject } from "./json.ts";
import { toRun } from "./run-rows.ts";
import type { Run, RunEngine, Schedule } from "./schemas.ts";
import { dueSlot } from "./slots.ts";

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

/** Why a claim found nothing due. */
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
  pauseAll(): Promise<void>;
  /** @throws {DomainError} `not-found` */
  pause(task: string): Promise<Schedule>;
  /** Slots that passed while it was paused are skipped. @throws {DomainError} `not-found` */
  resume(task: string, now: Date): Promise<Schedule>;
}

export function createScheduleStore(database: Database): ScheduleStore {
  const change = async (task: string, where: Prisma.TaskScheduleWhereInput, data: Prisma.TaskScheduleUpdateInput) => {
    await database.taskSchedule.updateMany({ where: { task, ...where }, data });
    const row = await database.taskSchedule.findUnique({ where: { task } });
    if (!row) throw new DomainError("not-found", `There is no schedule for ${task}.`);
    return toSchedule(row);
  };

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
          return row ? { run: toRun(row) } : { run: null, reason: "not-due" };
        }, transactionLimits),
      );
    },

    async list() {
      const rows = await database.taskSchedule.findMany({ orderBy: { task: "asc" } });
      return rows.map(toSchedule);
    },

    async pauseAll() {
      await database.taskSchedule.updateMany({ where: { cron: { not: null } }, data: { paused: true } });
    },

    pause: (task) => change(task, {}, { paused: true }),

    resume: (task, now) => change(task, { paused: true }, { paused: false, registeredAt: now }),
  };
}

function toSchedule(row: Prisma.TaskScheduleGetPayload<null>): Schedule {
  return { ...row, registeredAt: row.registeredAt.toISOString(), lastSlot: row.lastSlot?.toISOString() ?? null };
}
