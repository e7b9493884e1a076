import { addMonths, type Day } from "./calendar.ts";
import { isAmountBefore, isInSeries, isNamedBefore, isProductBefore } from "./counted-numbers.ts";
import type { DueLanguage, Standing } from "./language.ts";
import { calendarDate } from "./meanings.ts";
import type { NumberStyle } from "./number-style.ts";
import {
  after,
  before,
  type Candidate,
  type Finder,
  weekdayBefore,
  weekdayReader,
  yearInWords,
  yearsAheadIn,
} from "./phrases.ts";

/** The first number of a date; "mostly" allows the other order if there is no such month. */
type Order = "month" | "monthMostly" | "dayMostly";

/** Numbers in a text that may be a date. */
interface Numbers {
  readonly one: number;
  readonly other: number;
  /** As written: two digits, four, or none. */
  readonly year: string | undefined;
  /** 0 for "this year", 1 for "next year". */
  readonly yearsAhead?: number;
  readonly separator: string;
  /** Whether a point follows, as in "24.12." */
  readonly hasPoint: boolean;
  /** A weekday beside them. */
  readonly prefix: number | undefined;
}

/** Finds dates in numbers in the reader's order: 2026-12-01 everywhere, 1.12.2026 with any separator, 1/12 and 1.12. */
export function numericDateFinder(language: DueLanguage, style: NumberStyle): Finder {
  const own: Order = style.isMonthFirst ? "monthMostly" : "dayMostly";
  const patterns = numberPatterns(language, style).map(({ written, isYearFirst }) => ({
    pattern: new RegExp(written, "giu"),
    order: isYearFirst ? ("month" as const) : own,
  }));
  const weekdayIn = weekdayReader(language);
  return (text, today) =>
    patterns.flatMap(({ pattern, order }) =>
      [...text.matchAll(pattern)].flatMap((match): Candidate[] => {
        const [words] = match;
        const end = match.index + words.length;
        const { one, other, year, separator = "", point, prefix } = match.groups ?? {};
        const numbers = {
          one: Number(one),
          other: Number(other),
          year,
          ...yearsAheadIn(match.groups ?? {}),
          separator: separator.trim(),
          hasPoint: point === ".",
          prefix: prefix === undefined ? undefined : weekdayIn(prefix),
        };
        const textBefore = text.slice(Math.max(0, match.index - longestName), match.index);
        if (isNamedBefore(textBefore)) return [];
        if (numbers.separator === "." && year?.length !== 4 && isProductBefore(textBefore)) return [];
        if (year === undefined && isInSeries(textBefore, numbers.one, numbers.other)) return [];
        if (!style.isYearFirst && version.test(words)) return [];
        const isBare = year === undefined && numbers.yearsAhead === undefined;
        if (isBare && (isAmountBefore(text.slice(end)) || words === text.trim())) return [];
        const standing = standingOf(numbers, style);
        return standing === null
          ? []
          : [{ start: match.index, end, day: dayIn(numbers, order, today), standing, isNear: false }];
      }),
    );
}

/** The characters before numbers within which a word can name them. */
const longestName = 40;

/** 2026.12.1: nobody writes a day like this where the year comes last. */
const version = /^\d{4}\.(?!\d\d\.\d\d$)/u;

function numberPatterns(language: DueLanguage, style: NumberStyle) {
  const [opening, closing] = language.isSpaceless
    ? ["(?<![A-Za-z0-9./:#-])", "(?![A-Za-z0-9/-]|[.:]\\d)"]
    : [before, after];
  const written = (numbers: string) => {
    const { weekdayAfter } = language;
    const day = weekdayAfter ? `${numbers}(?:${weekdayAfter})?` : `(?:${weekdayBefore(language)})?${numbers}`;
    return opening + day + closing;
  };
  const dayAndMonth = "(?<one>\\d{1,2})(?<separator>[-/]|\\. ?)(?<other>\\d{1,2})";
  // As Koreans and Hungarians write it.
  const spacious = written("(?<year>\\d{4})\\. (?<one>\\d{1,2})\\. (?<other>\\d{1,2})\\.?");
  return [
    ...(style.isYearFirst ? [{ written: spacious, isYearFirst: true }] : []),
    {
      written: written("(?<year>\\d{4})(?<separator>[-/.])(?<one>\\d{1,2})\\k<separator>(?<other>\\d{1,2})"),
      isYearFirst: true,
    },
    { written: written(`${dayAndMonth}\\k<separator>(?<year>\\d{4}|\\d{2})`), isYearFirst: false },
    { written: written(`${dayAndMonth}(?<point>\\.?)(?:\\s+(?:${yearInWords(language)}))?`), isYearFirst: false },
  ];
}

/** The places at which such numbers count as a date; null where they never do. */
function standingOf(numbers: Numbers, style: NumberStyle): Standing | null {
  const { one, other, year, yearsAhead, separator, hasPoint, prefix } = numbers;
  if (year?.length === 4) return "anywhere";
  // "Cut sugar by 1/2 next year".
  if (yearsAhead !== undefined) return separator === "/" && isOtherwiseKnown(one, other) ? null : "anywhere";
  if (!style.separators.includes(separator) || (hasPoint && separator !== ".")) return null;
  if (year !== undefined || prefix !== undefined) return "anywhere";
  if (separator === ".") return hasPoint ? "atEdge" : "led";
  const isSpan = separator === "-" && one < other;
  return isSpan || (separator === "/" && isOtherwiseKnown(one, other)) ? "ledAtEnd" : "atEnd";
}

/** Fractions, marks out of ten, and numbers that have become names. */
function isOtherwiseKnown(one: number, other: number): boolean {
  const isFraction = one < other && [2, 3, 4, 5, 8, 10].includes(other);
  return isFraction || one === other || ["24/7", "9/11", "16/9", "4/3", "21/9"].includes(`${one}/${other}`);
}

const shortYearsAhead = 20;

function dayIn({ one, other, year, yearsAhead, prefix }: Numbers, order: Order, today: Day): Day | null {
  const [first, second] = order === "dayMostly" ? [other, one] : [one, other];
  const [month, date] = first > 12 && order !== "month" ? [second, first] : [first, second];
  const isShort = year?.length === 2;
  const full = year === undefined ? undefined : Number(isShort ? `20${year}` : year);
  const day = calendarDate(
    {
      month,
      date,
      ...(full !== undefined && { year: full }),
      ...(yearsAhead !== undefined && { yearsAhead }),
      ...(prefix !== undefined && { prefix }),
    },
    today,
  );
  if (day === null || !isShort) return day;
  return day < today || day > addMonths(today, 12 * shortYearsAhead) ? null : day;
}
