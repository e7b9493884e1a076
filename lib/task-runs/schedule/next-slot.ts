import { DomainError } from "#lib/errors.ts";
import { dueSlot, nextSlots, type StoredTimetable } from "../slots.ts";
import { slotsBetween } from "./missed-slots.ts";

/** The slot that runs next: the one that is due, else the next one planned; null where nothing is planned. */
export function nextSlotOf(schedule: StoredTimetable, now: Date): Date | null {
  const decision = dueSlot(schedule, now);
  if (decision.kind === "due") return decision.slot;
  const { cron, timeZone } = schedule;
  if (decision.kind !== "not-due" || cron === null) return null;
  const [slot] = nextSlots({ cron, timeZone }, now, 1);
  return slot ?? null;
}

/**
 * The slot that runs next, for somebody who wants to run it now. `wanted`: the slot that they mean.
 * @throws {DomainError} `conflict` where nothing is planned, or another slot is the next
 */
export function slotToRun(schedule: StoredTimetable, { wanted, now }: { wanted: Date | undefined; now: Date }): Date {
  const slot = nextSlotOf(schedule, now);
  if (slot === null) throw new DomainError("conflict", nothingPlanned(schedule));
  if (wanted === undefined || wanted.getTime() === slot.getTime()) return slot;
  const found = slot.toISOString();
  throw new DomainError(
    "conflict",
    `The next slot is another one by now: ${found}. Nothing runs until you confirm it.`,
  );
}

function nothingPlanned({ cron, paused }: StoredTimetable): string {
  if (cron === null) return "The environment switched this schedule off. Use “Run now”.";
  if (paused) return "This schedule is paused. Resume it first, or use “Run now”.";
  return "This schedule plans nothing any more.";
}

/** The slots that a schedule has missed before it claims `slot`, together with that one if it is late. */
export function missedUntil(
  schedule: StoredTimetable,
  slot: Date,
  { now, graceMs }: { readonly now: Date; readonly graceMs: number },
): Date[] {
  const earlier = unclaimedBefore(schedule, slot);
  return now.getTime() - slot.getTime() > graceMs ? [...earlier, slot] : earlier;
}

/** The planned slots before an instant that nobody claimed, up to a bound; none for a schedule that plans nothing. */
export function unclaimedBefore(schedule: StoredTimetable, before: Date): Date[] {
  const { cron, timeZone, lastSlot, registeredAt } = schedule;
  if (cron === null) return [];
  // A slot at the instant of registration counts; croner looks strictly after its argument, in whole seconds.
  const registered = new Date(registeredAt.getTime() - 1000);
  const after = lastSlot !== null && lastSlot > registered ? lastSlot : registered;
  return slotsBetween({ cron, timeZone }, after, before);
}
