import { isAmountBefore, isNamedBefore } from "./counted-numbers.ts";
import type { DueLanguage } from "./language.ts";
import { nearOf, onDay, type Place, spaced, timeOfDay } from "./surroundings.ts";

/** Tells spans and lists of days, of which none is the due date. */
export interface SeveralDays {
  /** Whether a number beside a date is another day: "dec 24 to 26", "24, 26 december". */
  isOneOf(place: Place): boolean;
  /** Whether the text between two dates makes a span or a list of them: "Friday or Saturday". */
  areJoinedBy(between: string): boolean;
  /** Whether two dates stand right beside each other: "friday of next month". */
  areBeside(between: string): boolean;
}

/** The spans and lists of a language. */
export function severalDaysOf(language: DueLanguage): SeveralDays {
  const { joiners, isSpaceless = false } = language;
  const joiner = `(?:\\s*[-–—/&+]|${isSpaceless ? "\\s*" : ",?\\s+"}(?:${spaced(joiners)}))`;
  const joined = new RegExp(`^(?:${joiner}|${comma})${onDay}\\s*$`, "iu");
  const isNumberBefore = numberBefore(language, joiner);
  const isNumberAfter = numberAfter(language, joiner);
  return {
    isOneOf(place) {
      const near = nearOf(place);
      return dashAfter.test(near.after) || isNumberBefore(near) || isNumberAfter(near);
    },
    areJoinedBy: (between) => joined.test(between.replace(timeOfDay, "")),
    areBeside: (between) => beside.test(between),
  };
}

const comma = "\\s*[,;、，]";
const dayNumber = "(?:0?[1-9]|[12]\\d|3[01])(?!\\d)";

/** A number in front of a date is a day of its month: "24, 26 december", not "table for 4, 5 december". */
function numberBefore({ ordinal }: DueLanguage, joiner: string): (place: Place) => boolean {
  const joined = new RegExp(`(?<!\\d)${dayNumber}\\P{L}{0,2}${joiner}${onDay}\\s*$`, "iu");
  const listed = new RegExp(`(?<![\\d:])${dayNumber}(?<nth>\\.|${ordinal})?${comma}${onDay}\\s*$`, "iu");
  return ({ before, words }) => {
    if (joined.test(before)) return true;
    const match = /^\d/.test(words) && !numericWithYear.test(words) ? listed.exec(before) : null;
    return match !== null && (match.groups?.nth !== undefined || !isCounted(before.slice(0, match.index)));
  };
}

/** A number behind a date is a day of its month: "dec 24 and 26", not "dec 5, 4 people". */
function numberAfter({ ordinal, joiners, isSpaceless }: DueLanguage, joiner: string): (place: Place) => boolean {
  const also = isSpaceless ? "\\+" : `(?:\\s*\\+|,?\\s+(?:${ands}))`;
  // A number that a word follows is an amount, unless the word goes on about the days.
  const end = `(?=\\s*(?:$|[,;.!?)&+/–—-]|(?:${spaced(joiners)}|${afterDays})(?!\\p{L})))`;
  const time = "(?![\\d:]|[.,]\\d)";
  const number = isSpaceless ? `${dayNumber}(?:${ordinal})` : `${dayNumber}${time}`;
  const alone = isSpaceless ? number : `${number}(?:${ordinal})?${end}`;
  const nth = `${dayNumber}(?:${ordinal})(?!\\p{L})`;
  const span = new RegExp(`^(?!${also})${joiner}${onDay}\\s*${number}`, "iu");
  const added = new RegExp(`^${also}${onDay}\\s*(?:${nth}|${alone})`, "iu");
  const listed = new RegExp(`^${comma}${onDay}\\s*${alone}`, "iu");
  return ({ words, after }) => {
    if (!/\d/.test(words) || hasYear.test(words)) return false;
    const rest = after.replace(timeOfDay, "");
    const [spanned] = span.exec(rest) ?? [];
    if (spanned !== undefined) return !isAmountBefore(rest.slice(spanned.length));
    return added.test(rest) || (/\d\P{L}*$/u.test(words) && listed.test(rest));
  };
}

/** Words that add a day, or something else, where other joiners make a span or leave a choice. */
const ands = "and|und|et|y|e|ed|en|och|vs";
/** Words that can follow a day, but no amount. */
const afterDays = "in|im|at|am|with|for|by|mit|für|bei|à|avec|pour|con|para|per|com|em|met|voor|bij|med|för|på|hos";

const numericWithYear = /^(?:\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}\D\d{1,2}\D(?:\d{4}|\d{2}))$/u;
const hasYear = /\d{4}|^\D*\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2}$/u;

/** Whether a word says what a number after it counts or names: "for 4", "room 12", "at 8". */
const isCounted = (before: string) => isNamedBefore(before) || counts.test(before);
const counts =
  /(?:^|\s)(?:for|für|pour|para|per|por|voor|för|gate|gleis|platform|row|seat|table|tisch|bus|line|linie)\s+$/iu;

/** "Dec 5 – 7", "friday - 3pm". */
const dashAfter = /^\s*[-–—]\s*\d/u;

const beside = /^\s*(?:(?:of|in|im|i|des|der|du|de|del|do|da|van|av)\s+){0,2}$/iu;
