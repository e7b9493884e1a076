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
  const { joiners, ordinal, isSpaceless = false } = language;
  const joiner = `(?:\\s*[-–—/&+]|${isSpaceless ? "\\s*" : ",?\\s+"}(?:${spaced(joiners)}))`;
  const comma = "\\s*[,;、，]";
  const joined = new RegExp(`^(?:${joiner}|${comma})${onDay}\\s*$`, "iu");
  const numberBefore = new RegExp(`\\d\\P{L}{0,2}${joiner}${onDay}\\s*$`, "iu");
  const listBefore = new RegExp(`(?<![\\d:])\\d{1,2}(?:\\.|${ordinal})?${comma}${onDay}\\s*$`, "iu");
  const number = isSpaceless ? `\\d{1,2}(?:${ordinal})` : "\\d{1,2}(?![\\d:]|[.,]\\d)";
  const numberAfter = new RegExp(`^${joiner}${onDay}\\s*${number}`, "iu");
  const listAfter = new RegExp(`^${comma}${onDay}\\s*${number}`, "iu");
  return {
    isOneOf(place) {
      const { before, words, after } = nearOf(place);
      const rest = after.replace(timeOfDay, "");
      if (dashAfter.test(after) || numberBefore.test(before) || (/\d/.test(words) && numberAfter.test(rest)))
        return true;
      return (/^\d/.test(words) && listBefore.test(before)) || (/\d\P{L}*$/u.test(words) && listAfter.test(rest));
    },
    areJoinedBy: (between) => joined.test(between.replace(timeOfDay, "")),
    areBeside: (between) => beside.test(between),
  };
}

/** "Dec 5 – 7", "friday - 3pm". */
const dashAfter = /^\s*[-–—]\s*\d/u;

const beside = /^\s*(?:(?:of|in|im|i|des|der|du|de|del|do|da|van|av)\s+){0,2}$/iu;
