/** A day of the calendar as a number: days since 1970-01-01. */
export type Day = number;

const dayMs = 24 * 60 * 60_000;

/** @param day such as 2026-12-01. */
export const toDay = (day: string): Day => Date.parse(day) / dayMs;
export const toIso = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** Null for a day that the calendar doesn't have. `month` counts from 1. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const instant = new Date(Date.UTC(year, month - 1, date));
  const exists = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === date;
  return exists ? instant.getTime() / dayMs : null;
}

export function partsOf(day: Day): { readonly year: number; readonly month: number; readonly date: number } {
  const instant = new Date(day * dayMs);
  return { year: instant.getUTCFullYear(), month: instant.getUTCMonth() + 1, date: instant.getUTCDate() };
}

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;

/** The last day of the month that is `count` months after the month of a day. */
export function endOfMonth(day: Day, count = 0): Day {
  const { year, month } = partsOf(day);
  return Date.UTC(year, month + count, 0) / dayMs;
}

/** The same date `count` months later, or the last of a month that is too short for it. */
export function addMonths(day: Day, count: number): Day {
  const { date } = partsOf(day);
  const end = endOfMonth(day, count);
  return end - Math.max(0, partsOf(end).date - date);
}

/** The first such weekday on or after a day. */
export const weekdayFrom = (day: Day, weekday: number): Day => day + ((weekday - weekdayOf(day) + 7) % 7);
