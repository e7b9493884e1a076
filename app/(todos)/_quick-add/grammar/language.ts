import type { Meaning, Unit } from "./meanings.ts";

/** The places in a text at which a phrase counts as a due date. */
export type Standing =
  | "anywhere"
  /** At the end of the text, or after a word that leads to a date ("by", "on"). */
  | "atEnd"
  /** At the end of the text. */
  | "last"
  /** Like `atEnd`, or at the beginning of the text. */
  | "atEdge"
  /** At the beginning of the text. */
  | "first"
  /** After a word that leads to a date. */
  | "led"
  /** After such a word and at the end of the text. */
  | "ledAtEnd"
  /** Like `ledAtEnd`, or after such a word and before a small letter: in German nothing that could be counted. */
  | "ledBeforeSmall"
  /** Like `led`, or at the end with a capital letter that no beginning of a sentence explains. */
  | "named"
  /** Without a capital letter, except at the beginning of the text. */
  | "uncapitalised";

/**
 * A phrase: where it counts, how it is written, and what it means. It is written as a regular expression in which a
 * space is any space, and these are words of the language: `{weekday}`, `{prefix}` (a weekday in front of a date, full
 * or short), `{weekday?}` (such a weekday or nothing), `{weekdayAfter}`, `{month}`, `{doubtful}` (a month that is also
 * another word), `{date}`, `{nth}`, `{year}` (in numbers, or in words such as "next year"), `{n}`, `{unit}`, `{week}`,
 * `{part}` (a part of the day or nothing).
 */
export type Phrase = readonly [standing: Standing, written: string, meaning: Meaning];

/** The words and phrases of one language for due dates. Alternatives of a word are separated by `|`. */
export interface DueLanguage {
  /** From Monday to Sunday. */
  readonly weekdays: readonly string[];
  /** Only read in front of a date, unless a phrase lists them. */
  readonly shortWeekdays: readonly string[];
  readonly months: readonly string[];
  /** Names of months that are also other words, by month from 1. */
  readonly doubtfulMonths?: Readonly<Record<number, string>>;
  /** Words for 1, 2, 3 and so on. */
  readonly numbers: readonly string[];
  readonly units: Readonly<Record<Unit, string>>;
  /** Words after a date that tell its year: "of this year", "next year". */
  readonly years: { readonly current: string; readonly next: string };
  /** Words allowed between a weekday and its date: the "den" of "Freitag, den 4.12." */
  readonly article: string;
  /** A weekday that follows its date: the "(木)" of "12/24(木)". */
  readonly weekdayAfter?: string;
  /** The ending of an ordinal number: the "th" of "15th". */
  readonly ordinal: string;
  /** Words after a day that name a part of it. They leave the title together with the day. */
  readonly partsOfDay: string;
  readonly phrases: readonly Phrase[];
  /** Words that lead to a date, and leave the title together with it. */
  readonly leads: string;
  /** Particles after a date that leave the title together with it. */
  readonly trails?: string;
  /** Words before or after a day that make something else of it: past, repeated, a span, a name. */
  readonly refusedBefore: string;
  readonly refusedAfter: string;
  /** Words before a date that make the name of a street of it: "calle 2 de mayo". */
  readonly streets?: string;
  /**
   * Words for another time, which make no due date of a day beside them: "last week", "of last year", "a week ago",
   * "weekly", and "next year" where it doesn't follow a date. The day may follow them with an "on".
   */
  readonly otherTimes?: string;
  /** Words anywhere in a text that repeat what is on its days: "every week". */
  readonly repetitions: string;
  /** Words between two days that make neither of them a due date: "Friday or Saturday". */
  readonly joiners: string;
  /** Written without spaces, so that a date may stand right beside other words. */
  readonly isSpaceless?: true;
}
