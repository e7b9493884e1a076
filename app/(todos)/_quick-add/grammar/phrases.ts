import type { Day } from "./calendar.ts";
import type { DueLanguage, Standing } from "./language.ts";
import type { PhraseParts, Unit } from "./meanings.ts";

/** A date in a text: where it stands, and where it may stand to count. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Null for a date that doesn't exist. */
  readonly day: Day | null;
  readonly standing: Standing;
  /** Whether the words are "today", "tomorrow" or the like. */
  readonly isNear: boolean;
}

/** Finds the dates in a text that one kind of phrase tells. */
export type Finder = (text: string, today: Day) => Candidate[];

/** The words of a match, by the names of their groups. */
type Groups = Readonly<Record<string, string | undefined>>;

/** Characters allowed right before and after a date that is written with spaces around it. */
export const before = "(?<=^|[\\s(,;:–—])";
export const after = "(?=$|[\\s),;:!?–—]|\\.(?:\\s|$))";

/** A finder for each phrase of a language. */
export function phraseFinders(language: DueLanguage): Finder[] {
  const expand = expander(language);
  const read = partsReader(language);
  return language.phrases.map(([standing, written, meaning]) => {
    const [start, end] = language.isSpaceless ? ["", ""] : [before, after];
    const pattern = new RegExp(`${start}(?:${expand(written)})${end}`, "giu");
    return (text, today) =>
      [...text.matchAll(pattern)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        day: meaning(read(match.groups ?? {}), today),
        standing,
        isNear: meaning.isNear ?? false,
      }));
  });
}

const either = (words: readonly string[]) => words.filter((word) => word !== "").join("|");

/** A weekday in front of a date, for dates in words and in numbers. */
export function weekdayBefore({ weekdays, shortWeekdays, article, isSpaceless }: DueLanguage): string {
  if (isSpaceless) return `(?<prefix>${either(weekdays)})\\s*`;
  return `(?<prefix>${either([...weekdays, ...shortWeekdays])})\\.?,?\\s+(?:(?:${article})\\s+)?`;
}

/** The year of a date in words, for dates in words and in numbers. */
export const yearInWords = ({ years }: DueLanguage): string =>
  `(?<currentYear>${years.current})|(?<nextYear>${years.next})`.replaceAll(" ", "\\s+");

/** Which year a match of such words tells. */
export function yearsAheadIn(words: Groups): Pick<PhraseParts, "yearsAhead"> {
  if (words.nextYear) return { yearsAhead: 1 };
  return words.currentYear ? { yearsAhead: 0 } : {};
}

const dateNumber = "(?<date>0?[1-9]|[12]\\d|3[01])";

/** Replaces the words of a language in a phrase, and its spaces. */
export function expander(language: DueLanguage): (written: string) => string {
  const { weekdays, months, doubtfulMonths = {}, numbers, units, ordinal, partsOfDay, weekdayAfter = "" } = language;
  const words: Readonly<Record<string, string>> = {
    weekdays: either(weekdays),
    weekday: `(?<weekday>${either(weekdays)})`,
    prefix: weekdayBefore(language),
    weekdayAfter: `(?:${weekdayAfter})?`,
    "weekday?": `(?:${weekdayBefore(language)})?`,
    month: `(?<month>${either(months)})`,
    doubtful: `(?<month>${either(Object.values(doubtfulMonths))})`,
    date: `${dateNumber}(?:${ordinal})?`,
    nth: `${dateNumber}(?:${ordinal})`,
    year: `(?:(?<year>\\d{4})|${yearInWords(language)})`,
    n: `(?<n>\\d{1,3}|${either([...numbers].reverse())})`,
    unit: `(?<unit>${either(Object.values(units))})`,
    week: `(?:${units.week})`,
    part: partsOfDay === "" ? "" : `(?: (?:${partsOfDay}))?`,
  };
  return (written) =>
    written
      .replace(/(?<!\\p)\{([a-z?]+)\}/gi, (_, name: string) => {
        const word = words[name];
        if (word === undefined) throw new Error(`No language has {${name}}.`);
        return word;
      })
      .replaceAll(" ?", "\\s*")
      .replaceAll(" ", "\\s+");
}

/** Reads which weekday a word is, from 0 for Monday. */
export function weekdayReader({ weekdays, shortWeekdays }: DueLanguage): (word: string) => number {
  const words = weekdays.map((word, n) => whole(`${word}|${shortWeekdays[n]}`));
  return (word) => words.findIndex((each) => each.test(word));
}

function partsReader(language: DueLanguage): (groups: Groups) => PhraseParts {
  const weekdayIn = weekdayReader(language);
  const months = language.months.map((word, n) => whole(either([word, language.doubtfulMonths?.[n + 1] ?? ""])));
  const numbers = language.numbers.map(whole);
  const units = (["day", "week", "month"] as const).map((unit): [Unit, RegExp] => [unit, whole(language.units[unit])]);
  return ({ weekday, prefix, date, month, year, n, unit, ...words }) => ({
    ...(weekday && { weekday: weekdayIn(weekday) }),
    ...(prefix && { prefix: weekdayIn(prefix) }),
    ...(date && { date: Number(date) }),
    ...(month && { month: months.findIndex((word) => word.test(month)) + 1 }),
    ...(year && { year: Number(year) }),
    ...yearsAheadIn(words),
    ...(n && { n: /^\d/.test(n) ? Number(n) : numbers.findIndex((word) => word.test(n)) + 1 }),
    ...(unit && { unit: units.find(([, word]) => word.test(unit))?.[0] ?? "day" }),
  });
}

const whole = (words: string) => new RegExp(`^(?:${words})$`, "iu");
