import { type DateReading, type DuePhrase, findDue } from "./due-phrase.ts";
import type { DueLanguage } from "./grammar/language.ts";
import { numberStyleOf } from "./grammar/number-style.ts";
import { readableLanguage } from "./grammar/readable-language.ts";

/** The languages in which dates are read, each a file of its own. */
const languages: Readonly<Record<string, () => Promise<DueLanguage>>> = {
  de: async () => (await import("./languages/de.ts")).german,
  en: async () => (await import("./languages/en.ts")).english,
  es: async () => (await import("./languages/es.ts")).spanish,
  fr: async () => (await import("./languages/fr.ts")).french,
  it: async () => (await import("./languages/it.ts")).italian,
  ja: async () => (await import("./languages/ja.ts")).japanese,
  nl: async () => (await import("./languages/nl.ts")).dutch,
  pt: async () => (await import("./languages/pt.ts")).portuguese,
  sv: async () => (await import("./languages/sv.ts")).swedish,
  zh: async () => (await import("./languages/zh.ts")).chinese,
};

/** The languages of a reader in which dates are read, in the reader's order; English where there is none. */
export function languagesOf(locales: readonly string[]): string[] {
  const known = locales
    .map((locale) => locale.toLowerCase().split("-", 1)[0] ?? "")
    .filter((language) => Object.hasOwn(languages, language));
  return known.length > 0 ? [...new Set(known)] : ["en"];
}

/** Loads the languages of a reader. Dates in numbers have the order of the first one. Rejects e.g. when offline. */
export async function loadDateReading(locales: readonly string[]): Promise<DateReading> {
  const style = numberStyleOf(locales[0] ?? "en");
  const loaded = await Promise.all(languagesOf(locales).map((language) => languages[language]?.() ?? []));
  return loaded.flat().map((language) => readableLanguage(language, style));
}

/** Finds the due date in a text. `today` is the reader's day. */
export type DueFinder = (text: string, today: string) => DuePhrase | null;

/** Loads a finder for a reader of these languages. Rejects e.g. when offline. */
export async function loadDueFinder(locales: readonly string[]): Promise<DueFinder> {
  const reading = await loadDateReading(locales);
  return (text, today) => findDue(text, reading, today);
}
