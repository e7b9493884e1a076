import type { Day } from "./calendar.ts";
import type { DueLanguage, Standing } from "./language.ts";
import type { NumberStyle } from "./number-style.ts";
import { numericDateFinder } from "./numeric-dates.ts";
import { type Candidate, expander, phraseFinders } from "./phrases.ts";

/** The text around a date. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** A language, ready to read with. */
export interface ReadableLanguage {
  readonly isSpaceless: boolean;
  /** Every date in a text, also those that mean something else where they stand. */
  find(text: string, today: Day): Candidate[];
  /** Whether a text is about something that repeats: "gym on friday every week". */
  isRepeated(text: string): boolean;
  /** Whether the words beside a date make something else of it: "last friday". */
  isRefused(place: Surroundings): boolean;
  /** Whether words between two dates make neither of them a due date. */
  areJoinedBy(between: string): boolean;
  /** Whether a date counts where it stands. */
  counts(standing: Standing, words: string, place: Surroundings): boolean;
  /** The surroundings without the words that only led to the date. */
  withoutLeads(place: Surroundings): Surroundings;
}

export function readableLanguage(language: DueLanguage, style: NumberStyle): ReadableLanguage {
  const { isSpaceless = false, trails = "" } = language;
  const finders = [...phraseFinders(language), numericDateFinder(language, style)];
  const endsWith = (words: string, gap = "\\s+") =>
    new RegExp(isSpaceless ? `(?:${words})\\s*$` : `(?<=^|[\\s(])(?:${spaced(words)})${gap}$`, "iu");
  // "Due Friday", "due: Friday".
  const leads = endsWith(language.leads, "(?:\\s+|:\\s*)");
  const refusedBefore = endsWith(language.refusedBefore);
  const refusedAfter = new RegExp(
    isSpaceless ? `^\\s*(?:${language.refusedAfter})` : `^\\s+(?:${spaced(language.refusedAfter)})(?![\\p{L}\\p{N}])`,
    "iu",
  );
  const expand = expander(language);
  const repetitions = expand(language.repetitions);
  const repeated = new RegExp(
    isSpaceless ? repetitions : `(?<![\\p{L}\\p{N}])(?:${repetitions})(?![\\p{L}\\p{N}])`,
    "iu",
  );
  const otherTimes = language.otherTimes && expand(language.otherTimes);
  const otherBefore = otherTimes ? endsWith(`(?:${otherTimes}),?(?:\\s+(?:${onDay})){0,2}`) : /(?!)/;
  const otherAfter = otherTimes ? new RegExp(`^,?\\s+(?:${otherTimes})(?![\\p{L}\\p{N}])`, "iu") : /(?!)/;
  const joining = `\\s*(?:[-–—/&+]|${isSpaceless ? "" : "(?<=\\s)"}(?:${spaced(language.joiners)}))\\s*$`;
  const joiners = new RegExp(`^${joining}`, "iu");
  const spanBefore = new RegExp(`\\d\\P{L}{0,2}${joining}`, "iu");
  const trail = new RegExp(`^(?:${trails})`, "iu");
  return {
    isSpaceless,
    find: (text, today) => finders.flatMap((find) => find(text, today)),
    isRepeated: (text) => repeated.test(text),
    isRefused(place) {
      const [before, after] = [place.before.slice(-nearby), place.after.slice(0, nearby)];
      if (refusedBefore.test(before) || refusedAfter.test(after)) return true;
      if (otherBefore.test(before) || otherAfter.test(after.replace(timeOfDay, ""))) return true;
      return spanBefore.test(before) || spanAfter.test(after);
    },
    areJoinedBy: (between) => joiners.test(between),
    counts: (standing, words, place) => standings[standing]({ ...place, words, isLed: leads.test(place.before) }),
    withoutLeads: ({ before, after }) => ({ before: before.replace(leads, ""), after: after.replace(trail, "") }),
  };
}

/** The characters beside a date within which words can make something else of it. */
const nearby = 80;

/** Words between a time and a day of it: "last week on Friday". */
const onDay = "on|am|op|på|the|le|el|il|n[ao]|den|dia";

/** "Dec 5 – 7". */
const spanAfter = /^\s*[-–—]\s*\d/u;

const spaced = (words: string) => words.replaceAll(" ", "\\s+");

interface Place extends Surroundings {
  readonly words: string;
  readonly isLed: boolean;
}

const isFirst = ({ before }: Place) => before.trim() === "";
const isLast = ({ after }: Place) => /^[\s).,;:!?。、！？]*$/u.test(after.replace(timeOfDay, ""));
/** A time of day may follow the day: "friday 17:30", "freitag um 9 Uhr", "vendredi à 9h". */
const timeOfDay = new RegExp(
  "^,?\\s+(?:(?:at|um|gegen|à|vers|a las?|às|alle|om|kl\\.?|klockan)\\s+\\d{1,2}(?:[:.h]\\d{2})?|" +
    "\\d{1,2}(?:[:h]\\d{2}|(?=\\s?(?:[ap]m|h|uhr|uur))))\\s?(?:[ap]m|h|uhr|uur)?(?![\\p{L}\\p{N}])",
  "iu",
);
const isCapitalised = ({ words }: Place) => /^\p{Lu}/u.test(words);

const standings: Readonly<Record<Standing, (place: Place) => boolean>> = {
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
