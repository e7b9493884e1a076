import type { Prisma, Transaction } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { Schedule } from "../schemas.ts";

/** The author, time and reason of a pause. */
export interface PauseRequest {
  /** A user, or the account on the machine; null where nobody did. */
  readonly by: { readonly userId: string } | { readonly account: string } | null;
  readonly reason: string | null;
  readonly at: Date;
}

/** The relation to read with each schedule: the user who paused it. */
export const withPauser = { pauser: { select: { name: true } } } as const;

/** A stored schedule. @throws {DomainError} `not-found` */
export async function scheduleOf(database: Pick<Transaction, "taskSchedule">, task: string): Promise<Schedule> {
  const row = await database.taskSchedule.findUnique({ where: { task }, include: withPauser });
  if (!row) throw noSchedule(task);
  return toSchedule(row);
}

export function noSchedule(task: string): DomainError {
  return new DomainError("not-found", `There is no schedule for ${task}.`);
}

/** The error of a pause whose reason would be lost. */
export function pausedAlready({ pause }: Schedule): DomainError {
  const by = pause?.by == null ? "" : ` by ${pause.by}`;
  const reason = pause?.reason == null ? "" : `: “${pause.reason}”`;
  const message = `This schedule is paused already${by}${reason}. Resume it first to pause it for another reason.`;
  return new DomainError("conflict", message);
}

export function toSchedule(row: Prisma.TaskScheduleGetPayload<{ include: typeof withPauser }>): Schedule {
  const { task, cron, timeZone, paused, registeredAt, lastSlot, pausedAt, pausedFrom, pauseReason, pauser } = row;
  const by = pauser?.name ?? pausedFrom;
  return {
    task,
    cron,
    timeZone,
    paused,
    pause: paused ? { at: pausedAt?.toISOString() ?? null, by, reason: pauseReason } : null,
    registeredAt: registeredAt.toISOString(),
    lastSlot: lastSlot?.toISOString() ?? null,
  };
}

/** The columns of a pause. */
export function pausedColumns({ by, reason, at }: PauseRequest) {
  return {
    paused: true,
    pausedAt: at,
    pausedBy: by && "userId" in by ? by.userId : null,
    pausedFrom: by && "account" in by ? by.account : null,
    pauseReason: reason,
  };
}

export const resumedColumns = {
  paused: false,
  pausedAt: null,
  pausedBy: null,
  pausedFrom: null,
  pauseReason: null,
} as const;
