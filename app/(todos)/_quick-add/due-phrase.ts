import type { Chrono, ParsedComponents, ParsedResult } from "chrono-node";
import type { DueWords } from "./due-words.ts";

/** How a reader writes dates. */
export interface DateReading {
  readonly parser: Pick<Chrono, "parse">;
  /** For numeric dates, where the order of day and month differs from that of `parser`. */
  readonly numberParser?: Pick<Chrono, "parse">;
  readonly words: DueWords;
}

/** The due date that was found in the text of a new todo. */
export interface DuePhrase {
  /** A day such as 2026-12-01. */
  readonly dueOn: string;
  /** The words in the text that name the day. */
  readonly words: string;
  /** The text without these words; the whole text where nothing else would be left. */
  readonly title: string;
}

/** A date in a text, with the text around it. */
interface Found extends Omit<DuePhrase, "title"> {
  readonly index: number;
  readonly date: ParsedComponents;
  /** The text before and after the date and its time of day. */
  readonly before: string;
  readonly after: string;
}

/**
 * Finds the due date in the text of a new todo. Rather finds nothing than something that wasn't meant: ignores a month
 * alone, a time alone, a span, a fraction, a past day, and two different days. A time of day stays in the title.
 * @param today the reader's day, such as 2026-11-24.
 */
export function findDue(text: string, reading: DateReading, today: string): DuePhrase | null {
  const { words } = reading;
  const found = datesIn(text, reading, today).filter(
    (each) =>
      namesDay(each, words) && standsAlone(each, words) && isWhereDatesStand(each, words) && isPossible(each, today),
  );
  const [first] = found;
  if (first === undefined || found.some(({ dueOn }) => dueOn !== first.dueOn)) return null;
  return { dueOn: first.dueOn, words: first.words, title: titleWithout(text, first, words) };
}

function datesIn(text: string, reading: DateReading, today: string): Found[] {
  return resultsOf(text, reading, today).flatMap((result) => {
    if (result.end) return [];
    const day = hasTime(result.start) ? withoutTime(result, reading, today) : result;
    const before = text.slice(0, result.index);
    const after = text.slice(result.index + result.text.length);
    const index = result.index + result.text.lastIndexOf(day?.text ?? "");
    return day === null ? [] : [{ index, words: day.text, date: day.start, dueOn: isoDayOf(day.start), before, after }];
  });
}

const inNumbers = /^\d+[./]\d/;

function resultsOf(text: string, { parser, numberParser }: DateReading, today: string): ParsedResult[] {
  // Noon exists on every day in every zone, whatever the changes of clocks.
  const parse = (by: DateReading["parser"]) => by.parse(text, new Date(`${today}T12:00:00`), { forwardDate: true });
  if (numberParser === undefined) return parse(parser);
  return [
    ...parse(parser).filter((result) => !inNumbers.test(result.text)),
    ...parse(numberParser).filter((result) => inNumbers.test(result.text)),
  ];
}

const noon = 12;
const hasTime = (date: ParsedComponents) => date.isCertain("hour") || date.get("hour") !== noon;

/** The part of a date with a time that names only the day: "tomorrow" in "tomorrow at 5pm". */
function withoutTime(result: ParsedResult, reading: DateReading, today: string): ParsedResult | null {
  const parts = result.text.split(/(?<=\s)/u);
  const shorter = [
    ...parts.map((_, index) => parts.slice(0, parts.length - 1 - index)),
    ...parts.map((_, index) => parts.slice(index + 1)),
  ];
  for (const text of shorter.map((some) => some.join("").trim())) {
    const [day, ...others] = resultsOf(text, reading, today);
    if (day === undefined || others.length > 0 || hasTime(day.start)) continue;
    if (isoDayOf(day.start) === isoDayOf(result.start)) return day;
  }
  return result.start.isCertain("hour") ? null : result;
}

function namesDay({ date, words }: Found, { fromToday }: DueWords): boolean {
  if (isRelative(date)) return date.isCertain("month") && fromToday.test(words);
  return date.isCertain("day") || date.isCertain("weekday");
}

const isRelative = (date: ParsedComponents) => date.tags().has("result/relativeDate");

/**
 * Whether the date is a phrase of its own: not part of a longer word, and not given another meaning by its neighbours.
 */
function standsAlone({ before, after }: Found, words: DueWords): boolean {
  if (words.refusedBefore.test(before) || words.refusedAfter.test(after)) return false;
  if (words.spaceless) return true;
  return /(?:^|[\s(,;:–—])$/u.test(before) && /^(?:$|[\s),;:!?–—]|\.(?:\s|$))/u.test(after);
}

/** An ambiguous date counts only where a date is expected: at the end, or after a word such as "by". */
function isWhereDatesStand({ date, words: text, before, after }: Found, words: DueWords): boolean {
  if (words.spaceless || words.before.test(before)) return true;
  const isLast = /^[\s).,;:!?]*$/u.test(after);
  if (/^\d+[./]\d+$/.test(text)) return false;
  if (date.isCertain("day") || isRelative(date)) {
    return isLast || date.isCertain("year") || /^on\s/u.test(text) || !words.ambiguousMonth.test(text);
  }
  if (/\s/u.test(text)) return true;
  const isName = before.trim() !== "" && /^\p{Lu}/u.test(text);
  if (words.ambiguousDay.test(text) && !isName) return false;
  return isLast || (before.trim() === "" && /^[:,]/u.test(after));
}

/** Whether the date exists in the calendar, and isn't past unless its year is written out. */
function isPossible({ date, dueOn, words }: Found, today: string): boolean {
  const [year, month] = /^(\d{4})\D(\d{1,2})\D\d/.exec(words)?.slice(1) ?? [];
  if (year !== undefined && Number(month) !== date.get("month")) return false;
  const hasYear = /\d{4}|\d\D\d+\D\d/.test(words) && (date.get("year") ?? 0) >= 1900;
  return dueOn >= today || hasYear;
}

function isoDayOf(date: ParsedComponents): string {
  const part = (component: "year" | "month" | "day", length: number) =>
    String(date.get(component) ?? 0).padStart(length, "0");
  return `${part("year", 4)}-${part("month", 2)}-${part("day", 2)}`;
}

/** Also removes the words and punctuation that only introduced the date. */
function titleWithout(text: string, { index, words }: Found, { before }: DueWords): string {
  const start = text.slice(0, index).replace(before, "").trimEnd();
  const end = text.slice(index + words.length).trimStart();
  const inBrackets = start.endsWith("(") && end.startsWith(")");
  const [left, right] = inBrackets ? [start.slice(0, -1), end.slice(1)] : [start, end];
  const title = `${left.trim()} ${right.trim()}`
    .replace(/\s+/gu, " ")
    .replace(/\s+(?=[,.;:!?)])/gu, "")
    .replace(/^[\s,.;:!?–—-]+|[\s,;:–—-]+$/gu, "");
  return /[\p{L}\p{N}]/u.test(title) ? title : text.trim();
}
