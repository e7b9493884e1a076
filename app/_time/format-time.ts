import { dayMs } from "#lib/days.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The reader of a date: their language and zone, or the guessed language and UTC in the server's HTML. */
export interface Reader {
  readonly locale: string | undefined;
  readonly timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes far longer than using it. Remembers those in use: a page has few, a server's readers more. */
function dateFormat(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size === 50) formats.clear();
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

const count = (value: number, unit: string) => `${value} ${unit}${value === 1 ? "" : "s"}`;

/** A length of time in its largest sensible unit, e.g. "2 days", "5 hours", "1 minute". Never "0". */
export function lengthText(ms: number): string {
  if (ms >= 1.5 * dayMs) return count(Math.round(ms / dayMs), "day");
  if (ms >= 1.5 * hourMs) return count(Math.round(ms / hourMs), "hour");
  return count(Math.max(1, Math.round(ms / minuteMs)), "minute");
}

/** Formats the time since an instant, e.g. "3 days ago". Within a minute: "just now". */
export function agoText(instant: Date, now: Date): string {
  const ms = now.getTime() - instant.getTime();
  return ms < minuteMs ? "just now" : `${lengthText(ms)} ago`;
}

/** Formats the time until an instant, e.g. "in 2 days". Once it has passed: `due`. */
export function untilText(instant: Date, now: Date, due = "now"): string {
  const ms = instant.getTime() - now.getTime();
  return ms <= 0 ? due : `in ${lengthText(ms)}`;
}

/** Date and time in full, with the zone where it isn't the reader's own. */
export function exactText(instant: Date, { locale, timeZone }: Reader): string {
  if (locale !== undefined && timeZone === "UTC") return `${instant.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(instant);
}

/** The calendar day of an instant in a zone, as in `dueOn`: 2026-12-01. */
export function isoDay(instant: Date, timeZone: string): string {
  const parts = dateFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** The day `days` after another, both as 2026-12-01. */
export function addDaysTo(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Whether this runtime knows a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export interface DueText {
  readonly text: string;
  readonly urgency: "overdue" | "today" | "upcoming";
}

/** A due day relative to today: "Yesterday", "Today", "Tomorrow", "Friday", "1 Dec", "1 Dec 2027". */
export function dueText(dueOn: string, today: string, locale: string | undefined): DueText {
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / dayMs);
  const urgency = days < 0 ? "overdue" : days === 0 ? "today" : "upcoming";
  const near = nearDays[days];
  if (near !== undefined) return { text: near, urgency };
  const format: Intl.DateTimeFormatOptions =
    days > 0 && days < 7
      ? { weekday: "long" }
      : { day: "numeric", month: "short", ...(dueOn.slice(0, 4) !== today.slice(0, 4) && { year: "numeric" }) };
  return { text: dateFormat(locale, { ...format, timeZone: "UTC" }).format(new Date(dueOn)), urgency };
}

/** Keyed by days from today. */
export const nearDays: Readonly<Record<number, string>> = { [-1]: "Yesterday", 0: "Today", 1: "Tomorrow" };
