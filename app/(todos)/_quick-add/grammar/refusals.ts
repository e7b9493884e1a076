import type { DueLanguage } from "./language.ts";
import { expander } from "./phrases.ts";
import { type DateSpan, repetitionsOf } from "./repetitions.ts";
import { endingWith, nearOf, onDay, type Place, spaced, timeOfDay } from "./surroundings.ts";

/** What the words of a text make of its days. */
export interface Refusals {
  /** Tells for a text which of its dates repeat: "gym on friday every week". */
  repeatedIn(text: string): (date: DateSpan) => boolean;
  /** Whether the words beside a date make something else of it: "last friday". */
  isRefused(place: Place): boolean;
}

/** The refusals of a language. */
export function refusalsOf(language: DueLanguage): Refusals {
  const { isSpaceless = false } = language;
  const expand = expander(language);
  const wordEnd = isSpaceless ? "" : "(?![\\p{L}\\p{N}])";
  const before = endingWith(language.refusedBefore, isSpaceless);
  const after = new RegExp(`^${isSpaceless ? "\\s*" : "\\s+"}(?:${spaced(language.refusedAfter)})${wordEnd}`, "iu");
  const streets = endingWith(language.streets ?? "(?!)", isSpaceless);
  const otherTimes = expand(language.otherTimes ?? "(?!)");
  const otherBefore = endingWith(`(?:${otherTimes}),?${onDay}`, isSpaceless);
  const nextYearBefore = endingWith(`(?:${expand(language.years.next)})${onDay}`, isSpaceless);
  const lead = endingWith(language.leads, isSpaceless);
  const otherAfter = new RegExp(`^,?\\s+(?:${otherTimes})${wordEnd}${noOwner}`, "iu");
  /** Today and weekdays with a word such as "on" are no days of the time before them: "photos of last week today". */
  const isOfItself = ({ before, words, isNear }: Place) =>
    isNear || (!/\d/.test(words) && nextYearBefore.test(before) && lead.test(before));
  return {
    repeatedIn: repetitionsOf(language),
    isRefused(place) {
      const near = nearOf(place);
      if (before.test(near.before) || after.test(near.after)) return true;
      if (/^\d/.test(near.words) && streets.test(near.before)) return true;
      if (shortYear.test(near.after)) return true;
      if (otherAfter.test(near.after.replace(timeOfDay, ""))) return true;
      return otherBefore.test(near.before) && !isOfItself(near);
    },
  };
}

/** "Friday last month's report" is about a report. */
const noOwner = "(?<!['’]s)(?!['’]s)";

/** "Dec 1 '26". */
const shortYear = /^,?\s+['’]\d\d(?!\d)/u;
