import type { Chrono } from "chrono-node";
import { type DateReading, type DuePhrase, findDue } from "./due-phrase.ts";
import { dueWordsOf } from "./due-words.ts";

interface Parsers {
  readonly casual: Chrono;
  /** English with the day first in numeric dates. */
  readonly GB?: Chrono;
}

/** The languages of the date parser, each in its own file. */
const languages: Readonly<Record<string, () => Promise<Parsers>>> = {
  ar: () => import("chrono-node/ar"),
  de: () => import("chrono-node/de"),
  en: () => import("chrono-node/en"),
  es: () => import("chrono-node/es"),
  fi: () => import("chrono-node/fi"),
  fr: () => import("chrono-node/fr"),
  id: () => import("chrono-node/id"),
  it: () => import("chrono-node/it"),
  ja: () => import("chrono-node/ja"),
  nl: () => import("chrono-node/nl"),
  pt: () => import("chrono-node/pt"),
  ru: () => import("chrono-node/ru"),
  sv: () => import("chrono-node/sv"),
  uk: () => import("chrono-node/uk"),
  vi: () => import("chrono-node/vi"),
  zh: () => import("chrono-node/zh"),
};

/** The first of a reader's languages that the date parser knows; English where there is none. */
export function languageOf(locales: readonly string[]): { readonly language: string; readonly locale: string } {
  for (const locale of locales) {
    const language = locale.toLowerCase().split("-", 1)[0] ?? "";
    if (Object.hasOwn(languages, language)) return { language, locale };
  }
  return { language: "en", locale: "en" };
}

/** Loads the parser for a reader of these languages. Rejects e.g. when offline. */
export async function loadDateReading(locales: readonly string[]): Promise<DateReading> {
  const { language, locale } = languageOf(locales);
  const load = languages[language] ?? (() => import("chrono-node/en"));
  const { casual, GB } = await load();
  const words = dueWordsOf(language);
  return GB === undefined || isMonthFirst(locale)
    ? { parser: casual, words }
    : { parser: casual, numberParser: GB, words };
}

/** Finds the due date in a text. `today` is the reader's day. */
export type DueFinder = (text: string, today: string) => DuePhrase | null;

/** Loads a finder for a reader of these languages. Rejects e.g. when offline. */
export async function loadDueFinder(locales: readonly string[]): Promise<DueFinder> {
  const reading = await loadDateReading(locales);
  return (text, today) => findDue(text, reading, today);
}

function isMonthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date(0)).map(({ type }) => type);
  return parts.indexOf("month") < parts.indexOf("day");
}
