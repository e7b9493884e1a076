import { DomainError } from "#lib/errors.ts";
import { dueSlot, nextSlots, type StoredTimetable } from "../slots.ts";
import { slotsBetween } from "./missed-slots.ts";

/**
 * The slot that runs next: the one that is due, else the next one planned.
 * @throws {DomainError} `conflict` where nothing is planned
 */
export function nextSlotOf(schedule: StoredTimetable, now: Date): Date {
  const decision = dueSlot(schedule, now);
  switch (decision.kind) {
    case "due":
      return decision.slot;
    case "off":
      throw new DomainError("conflict", "The environment switched this schedule off. Use “Run now”.");
    case "paused":
      throw new DomainError("conflict", "This schedule is paused. Resume it first, or use “Run now”.");
    case "not-due": {
      const { cron, timeZone } = schedule;
      const [slot] = cron === null ? [] : nextSlots({ cron, timeZone }, now, 1);
      if (slot === undefined) throw new DomainError("conflict", "This schedule plans nothing any more.");
      return slot;
    }
  }
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
