import { type Day, toDay, toIso } from "./grammar/calendar.ts";
import type { Standing } from "./grammar/language.ts";
import type { Candidate } from "./grammar/phrases.ts";
import type { ReadableLanguage } from "./grammar/readable-language.ts";
import type { Place } from "./grammar/surroundings.ts";

/** The languages of a reader, the preferred one first. */
export type DateReading = readonly ReadableLanguage[];

/** The due date that was found in the text of a new todo. */
export interface DuePhrase {
  /** A day such as 2026-12-01. */
  readonly dueOn: string;
  /** The words in the text that name the day. */
  readonly words: string;
  /** The text without these words; empty where nothing else would be left. */
  readonly title: string;
}

/** A date in a text, with the text around it. */
interface Found extends Place {
  readonly start: number;
  readonly end: number;
  readonly day: Day | null;
  /** The different ways in which these words may tell this day. */
  readonly standings: readonly Standing[];
}

/** The most days that a due day may lie back: an older day is one of history. */
const oldestDays = 366;

/**
 * Finds the day that a new todo is due on. Rather nothing than something that wasn't meant: a month or a time
 * alone, a span, a fraction, a day gone by, and two different days are not read. A time of day stays in the title.
 * @param today the reader's day, such as 2026-11-24.
 */
export function findDue(text: string, reading: DateReading, today: string): DuePhrase | null {
  const composed = text.normalize("NFC");
  // The digits of Japanese and Chinese keyboards, one for one.
  const plain = composed.replace(/[０-９／．－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  for (const language of reading) {
    const dates = datesIn(plain, language, toDay(today));
    // A language that knows the words decides, also where it decides that no day is meant.
    if (!dates.some((each) => counts(each, language) || (!isDoubtful(each) && language.isRefused(each)))) continue;
    const isRepeated = language.repeatedIn(plain);
    const [first, ...others] = dueDates(dates, language).filter((each) => !isRepeated(each));
    if (first?.day == null || others.some(({ day }) => day !== first.day)) return null;
    if (first.day < toDay(today) - oldestDays) return null;
    const words = composed.slice(first.start, first.end);
    return { dueOn: toIso(first.day), words, title: titleWithout(first, composed, language) };
  }
  return null;
}

/** The dates of a text in its order. Where some overlap, the longest is meant. */
function datesIn(text: string, language: ReadableLanguage, today: Day): Found[] {
  const bySpan = Map.groupBy(language.find(text, today), ({ start, end }) => `${start}-${end}`);
  const spans = [...bySpan.values()].flatMap((alternatives) => inText(alternatives, text) ?? []);
  const kept: Found[] = [];
  for (const each of spans.toSorted((one, other) => other.words.length - one.words.length || one.start - other.start)) {
    if (kept.every(({ start, end }) => each.end <= start || each.start >= end)) kept.push(each);
  }
  return kept.toSorted((one, other) => one.start - other.start);
}

function inText(alternatives: readonly Candidate[], text: string): Found | null {
  const [candidate] = alternatives;
  if (candidate === undefined) return null;
  const { start, end, day } = candidate;
  const standings = alternatives.map(({ standing }) => standing);
  return {
    start,
    end,
    day,
    standings,
    isNear: alternatives.some(({ isNear }) => isNear),
    words: text.slice(start, end),
    before: text.slice(0, start),
    after: text.slice(end),
  };
}

/** The dates that are meant as due dates. Beside a span or a list of days only one that a word leads to. */
function dueDates(dates: readonly Found[], language: ReadableLanguage): Found[] {
  const isOneOfSeveral = (each: Found, n: number) =>
    language.isOneOf(each) || [dates[n - 1], dates[n + 1]].some((other) => other && areJoined(each, other, language));
  const several = new Set(dates.filter(isOneOfSeveral));
  const isAlone = (each: Found) => several.size === 0 || (!several.has(each) && language.counts("led", each));
  return dates.filter(
    (each) => each.day !== null && isAlone(each) && counts(each, language) && !language.isRefused(each),
  );
}

const counts = (date: Found, language: ReadableLanguage) =>
  date.standings.some((standing) => language.counts(standing, date));

/** Whether two dates are told in one breath: "Monday to Friday", "today or tomorrow", "friday next month". */
function areJoined(one: Found, other: Found, language: ReadableLanguage): boolean {
  if (one.day === other.day) return false;
  const [first, second] = one.start < other.start ? [one, other] : [other, one];
  const between = second.before.slice(first.end);
  return language.areJoinedBy(between) || (language.areBeside(between) && areMeantBeside(first, second, language));
}

/** Whether both of two dates are days of the text: in "mail from friday today" and "Taco Tuesday tomorrow" one is. */
function areMeantBeside(first: Found, second: Found, language: ReadableLanguage): boolean {
  if (isDoubtful(first) || isDoubtful(second)) return false;
  const isNear = first.isNear || second.isNear;
  // Without spaces, what is before the first one is said of both: 上周一周三.
  if (language.isSpaceless && !isNear) return true;
  if (language.isRefused({ ...first, after: "" }) || language.isRefused({ ...second, before: "" })) return false;
  return !isNear || (counts(first, language) && counts(second, language));
}

/** Whether these words are no date in most places: "sun", "3/4". */
const isDoubtful = ({ standings }: Found) => standings.every((each) => ["named", "led", "ledAtEnd"].includes(each));

/** Words, and punctuation, that only led to the date go with it. All else stays as it was typed. */
function titleWithout({ start, end }: Found, text: string, language: ReadableLanguage): string {
  const { before, after } = language.withoutLeads({ before: text.slice(0, start), after: text.slice(end) });
  const [left, right] = [before.trimEnd(), after.trimStart()];
  const inBrackets = left.endsWith("(") && right.startsWith(")");
  const [head, tail] = inBrackets ? [left.slice(0, -1), right.slice(1)] : [left, after];
  const isSpaceless = language.isSpaceless && left === before;
  const title = joined(head.trim(), tail, isSpaceless).replace(/\s+/gu, " ");
  return /[\p{L}\p{N}]/u.test(title) ? title : "";
}

/**
 * Joins what stood before a date and after it. A sign at the seam goes with the date if it stands alone or touches it:
 * “.NET”, “-5 kg” and “:)” stay.
 */
function joined(head: string, tail: string, isSpaceless: boolean): string {
  const rest = tail.trim();
  const touches = rest === tail.trimEnd();
  if (head === "") {
    return rest.replace(touches ? /^[,.;:!?–—、。-]+\s*/u : /^(?:[,.;:!?–—、。-]+(?:\s+|$))+/u, "");
  }
  if (rest === "") return head.replace(/(?:[\s,;:–—、]|\s-)+$/u, "");
  if (touches && /^[,.;:!?)]/u.test(rest)) return head.replace(/[\s,;:]+$/u, "") + rest;
  return `${head}${touches && isSpaceless ? "" : " "}${rest}`;
}
