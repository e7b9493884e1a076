import { Cron } from "croner";
import type { RunEngine, Schedule } from "./schemas.ts";

const GRACE_MS = 3 * 60_000;

/** Vercel's free plan calls at any minute of the planned hour. */
const GRACE_WITHIN_REQUESTS_MS = 90 * 60_000;

/** The milliseconds after which an unclaimed slot, or a ping that was not executed, counts as overdue. */
export function graceOf(engine: RunEngine): number {
  return engine === "in-request" ? GRACE_WITHIN_REQUESTS_MS : GRACE_MS;
}

/** The planned times of a task: five cron fields, read in an IANA time zone. */
export interface Timetable {
  readonly cron: string;
  readonly timeZone: string;
}

/**
 * When the clock changes, a planned time that doesn't exist runs at the next valid instant, and one that repeats runs
 * once. Only an interval of minutes or hours (`*` or a step) follows elapsed time, in a repeated hour too.
 */
function parse({ cron, timeZone }: Timetable): Cron {
  return new Cron(cron, { mode: "5-part", timezone: timeZone, paused: true, fixedTimeRule: "no-wildcard" });
}

/** Whether its cron expression and time zone can be read. Registration writes only such; other hands may not. */
function isReadable(timetable: Timetable): boolean {
  try {
    parse(timetable).nextRun();
    return true;
  } catch {
    return false;
  }
}

/** The latest planned instant at or before `now`; null when there is none. */
export function latestSlot(timetable: Timetable, now: Date): Date | null {
  // croner looks strictly before its argument, in whole seconds; slots are whole minutes.
  const [slot] = parse(timetable).previousRuns(1, new Date(Math.floor(now.getTime() / 1000) * 1000 + 1000));
  return slot ?? null;
}

/** The next `count` planned instants after `now`, soonest first. */
export function nextSlots(timetable: Timetable, now: Date, count: number): Date[] {
  return parse(timetable).nextRuns(count, now);
}

/** A schedule as it is stored: when a task is planned, and which slots may still be claimed. */
export interface StoredTimetable {
  readonly cron: string | null;
  readonly timeZone: string;
  readonly paused: boolean;
  readonly registeredAt: Date;
  readonly lastSlot: Date | null;
}

/** The decision to claim a slot, or the reason not to. */
export type SlotDecision =
  | { readonly kind: "due"; readonly slot: Date }
  | { readonly kind: "off" | "paused" | "not-due" };

/**
 * Decides which slot of a schedule is due at `now`: the latest planned one, unless it was claimed already or lies
 * before the schedule was registered. Older missed slots coalesce into it.
 */
export function dueSlot(schedule: StoredTimetable, now: Date): SlotDecision {
  if (schedule.cron === null) return { kind: "off" };
  if (schedule.paused) return { kind: "paused" };
  const slot = latestSlot({ cron: schedule.cron, timeZone: schedule.timeZone }, now);
  const claimed = slot !== null && schedule.lastSlot !== null && slot <= schedule.lastSlot;
  return slot === null || claimed || slot < schedule.registeredAt ? { kind: "not-due" } : { kind: "due", slot };
}

/** A schedule as the API sends it, to plan with. */
export function timetableOf({ registeredAt, lastSlot, ...schedule }: Schedule): StoredTimetable {
  const at = (instant: string) => new Date(instant);
  return { ...schedule, registeredAt: at(registeredAt), lastSlot: lastSlot === null ? null : at(lastSlot) };
}

/**
 * Whether a slot has been due for longer than `graceMs` without being claimed. A schedule that cannot be read is
 * overdue: nobody can claim its slots.
 */
export function isOverdue(schedule: Schedule, now: Date, graceMs: number): boolean {
  if (!canBePlanned(schedule)) return true;
  return dueSlot(timetableOf(schedule), new Date(now.getTime() - graceMs)).kind === "due";
}

/** Whether a schedule is off, or its timetable can be read. */
export function canBePlanned({ cron, timeZone }: Pick<Schedule, "cron" | "timeZone">): boolean {
  return cron === null || isReadable({ cron, timeZone });
}
