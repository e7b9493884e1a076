import { addMonths, type Day, dayOf, endOfMonth, partsOf, weekdayFrom, weekdayOf } from "./calendar.ts";

/** The values of the words in a phrase. */
export interface PhraseParts {
  readonly n?: number;
  readonly unit?: Unit;
  /** 0 for Monday to 6 for Sunday. */
  readonly weekday?: number;
  /** A weekday in front of a date, which must be the date's own. */
  readonly prefix?: number;
  readonly date?: number;
  /** From 1. */
  readonly month?: number;
  readonly year?: number;
  /** 0 for "this year", 1 for "next year". */
  readonly yearsAhead?: number;
}

export type Unit = "day" | "week" | "month";

/** The day that a phrase means for somebody whose day is `today`; null where there is none. */
export interface Meaning {
  (parts: PhraseParts, today: Day): Day | null;
  /** Whether it is today, tomorrow or a day right after: words beside it hardly make another day of it. */
  readonly isNear?: boolean;
}

export const inDays = (count: number): Meaning =>
  Object.assign((_: PhraseParts, today: Day) => today + count, { isNear: count <= 3 });

export const inUnits: Meaning = ({ n = 1, unit = "day" }, today) => {
  if (unit === "month") return addMonths(today, n);
  return today + n * (unit === "week" ? 7 : 1);
};

export const coming: Meaning = ({ weekday = 0 }, today) => weekdayFrom(today, weekday);

/** The weekday of the calendar week, from Monday on, that is `count` weeks after this one. */
export const ofWeek =
  (count: number): Meaning =>
  ({ weekday = 0 }, today) =>
    today - weekdayOf(today) + 7 * count + weekday;

/** "Friday this week"; null for a day that is over. */
export const ofThisWeek: Meaning = (parts, today) => {
  const day = ofWeek(0)(parts, today);
  return day !== null && day < today ? null : day;
};

/** "Wednesday in 2 weeks": as near as can be to the day in 2 weeks, and never the Wednesday that comes first. */
export const weekdayInWeeks: Meaning = ({ weekday = 0, n = 1 }, today) => {
  const nearest = weekdayFrom(today + 7 * n - 3, weekday);
  const first = weekdayFrom(today, weekday);
  return nearest > first ? nearest : first + 7;
};

/** "A week from Friday". */
export const weeksFromWeekday: Meaning = ({ weekday = 0, n = 1 }, today) => weekdayFrom(today, weekday) + 7 * n;

const saturday = 5;

/** This weekend, its Sunday included, or the one `count` weeks later. */
export const weekend =
  (count: number): Meaning =>
  (_, today) =>
    count === 0 ? Math.max(today, weekendOf(today)) : weekendOf(today) + 7 * count;

const weekendOf = (today: Day): Day => today - weekdayOf(today) + saturday;

export const monthEnd =
  (count: number): Meaning =>
  (_, today) =>
    endOfMonth(today, count);

/** The first day of the month that is `count` months after this one. */
export const monthStart =
  (count: number): Meaning =>
  (_, today) =>
    endOfMonth(today, count - 1) + 1;

/** "The 5th of next month": in the month that is `count` months after this one. Null where that has no such day. */
export const dateInMonth =
  (count: number): Meaning =>
  ({ date = 0 }, today) => {
    const { year, month } = partsOf(endOfMonth(today, count));
    return dayOf(year, month, date);
  };

/** "The first of the month": today, or the first day of the next month. */
export const nextFirst: Meaning = (parts, today) => dayOfMonth({ ...parts, date: 1 }, today);

/** "Early next week": some day that only the writer knows. */
export const noDay: Meaning = () => null;

export const yearEnd: Meaning = (parts, today) => dayOf(yearIn(parts, today) ?? partsOf(today).year, 12, 31);

/** The last day of a named month. */
export const namedMonthEnd: Meaning = (parts, today) => {
  const { month = 1 } = parts;
  const now = partsOf(today);
  const first = dayOf(yearIn(parts, today) ?? (month < now.month ? now.year + 1 : now.year), month, 1);
  return first === null ? null : unlessOver(endOfMonth(first), parts, today);
};

/** The year that a phrase tells. */
const yearIn = ({ year, yearsAhead }: PhraseParts, today: Day): number | undefined =>
  yearsAhead === undefined ? year : partsOf(today).year + yearsAhead;

/** Null for a day that is over in a year that is told in words. */
const unlessOver = (day: Day | null, { yearsAhead }: PhraseParts, today: Day): Day | null =>
  day !== null && yearsAhead !== undefined && day < today ? null : day;

/** Without a year, the next time that there is such a day. */
export const calendarDate: Meaning = (parts, today) => {
  const { date = 0, month = 0, prefix } = parts;
  const thisYear = partsOf(today).year;
  const year = yearIn(parts, today);
  if (year !== undefined && year < 1900) return null;
  // No two leap years are more than 8 years apart.
  const years = year === undefined ? Array.from({ length: 9 }, (_, n) => thisYear + n) : [year];
  const days = years.map((each) => dayOf(each, month, date));
  const day = days.find((each) => each !== null && (year !== undefined || each >= today)) ?? null;
  return onWeekday(unlessOver(day, parts, today), prefix);
};

/** "The 1st": the next day that has this number in its month. */
export const dayOfMonth: Meaning = ({ date = 0, prefix }, today) => {
  const { year, month } = partsOf(today);
  const days = [0, 1, 2].map((later) =>
    dayOf(year + Math.floor((month - 1 + later) / 12), ((month - 1 + later) % 12) + 1, date),
  );
  return onWeekday(days.find((day) => day !== null && day >= today) ?? null, prefix);
};

/** The day, or null if its weekday is another one: nobody can guess what "Fri 3 Dec" means where that is a Thursday. */
function onWeekday(day: Day | null, weekday: number | undefined): Day | null {
  return day === null || weekday === undefined || weekdayOf(day) === weekday ? day : null;
}
