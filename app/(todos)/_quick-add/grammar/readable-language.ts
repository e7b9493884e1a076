import type { Day } from "./calendar.ts";
import type { DueLanguage, Standing } from "./language.ts";
import type { NumberStyle } from "./number-style.ts";
import { numericDateFinder } from "./numeric-dates.ts";
import { type Candidate, phraseFinders } from "./phrases.ts";
import { type Refusals, refusalsOf } from "./refusals.ts";
import { type SeveralDays, severalDaysOf } from "./several-days.ts";
import { endingWith, type Place, type Surroundings, timeOfDay } from "./surroundings.ts";

/** A language, ready to read with. */
export interface ReadableLanguage extends Refusals, SeveralDays {
  readonly isSpaceless: boolean;
  /** Every date in a text, also those that mean something else where they stand. */
  find(text: string, today: Day): Candidate[];
  /** Whether a date counts where it stands. */
  counts(standing: Standing, place: Place): boolean;
  /** The surroundings without the words that only led to the date. */
  withoutLeads(place: Surroundings): Surroundings;
}

export function readableLanguage(language: DueLanguage, style: NumberStyle): ReadableLanguage {
  const { isSpaceless = false, trails = "" } = language;
  const finders = [...phraseFinders(language), numericDateFinder(language, style)];
  // "Due Friday", "due: Friday".
  const leads = endingWith(language.leads, isSpaceless, "(?:\\s+|:\\s*)");
  const trail = new RegExp(`^(?:${trails})`, "iu");
  return {
    isSpaceless,
    ...refusalsOf(language),
    ...severalDaysOf(language),
    find: (text, today) => finders.flatMap((find) => find(text, today)),
    counts: (standing, place) => standings[standing]({ ...place, isLed: leads.test(place.before) }),
    withoutLeads: ({ before, after }) => ({ before: before.replace(leads, ""), after: after.replace(trail, "") }),
  };
}

interface LedPlace extends Place {
  readonly isLed: boolean;
}

const isFirst = ({ before }: Place) => before.trim() === "";
const isLast = ({ after }: Place) => /^[\s).,;:!?。、！？]*$/u.test(after.replace(timeOfDay, ""));
/** A capital letter says nothing in a text without small ones. */
const isCapitalised = ({ before, words, after }: Place) =>
  /^\p{Lu}/u.test(words) && [before, words, after].some((part) => /\p{Ll}/u.test(part));

const standings: Readonly<Record<Standing, (place: LedPlace) => boolean>> = {
  anywhere: () => true,
  atEnd: (place) => place.isLed || isLast(place),
  last: isLast,
  atEdge: (place) => place.isLed || isLast(place) || isFirst(place),
  first: isFirst,
  led: ({ isLed }) => isLed,
  ledAtEnd: (place) => place.isLed && isLast(place),
  ledBeforeSmall: (place) => place.isLed && (isLast(place) || /^\s+\p{Ll}/u.test(place.after)),
  named: (place) => place.isLed || (isLast(place) && !isFirst(place) && isCapitalised(place)),
  uncapitalised: (place) => isFirst(place) || !isCapitalised(place),
};
