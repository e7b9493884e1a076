import { dayMs } from "#lib/days.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes longer than using it a hundred times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

/** The clock of a zone at an instant, as milliseconds of a UTC clock that shows the same. */
function clockOf(instant: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
  const day = Date.UTC(part("year"), part("month") - 1, part("day"));
  return day + ((part("hour") * 60 + part("minute")) * 60 + part("second")) * 1000;
}

/** The calendar day of an instant in a zone, as 2026-12-01. */
export function dayIn(timeZone: string, instant: Date): string {
  return new Date(clockOf(instant.getTime(), timeZone)).toISOString().slice(0, 10);
}

/** The instant of a day and a time of day in a zone. A time that the clocks skip is an hour later. */
export function instantIn(timeZone: string, day: string, time = "12:00:00"): Date {
  const clock = Date.parse(`${day}T${time}Z`);
  const offset = clockOf(clock, timeZone) - clock;
  const guess = clock - offset;
  return new Date(guess - ((clockOf(guess, timeZone) - clock) % dayMs));
}

/** Whether a day, as 2026-12-01, exists. */
export function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) && !day.startsWith("0000");
}
