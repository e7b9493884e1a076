import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type DueFinder, loadDueFinder } from "#app/(todos)/_quick-add/date-reading.ts";

/** What the words around a date make of it, in every language. "#" is the date. */
type Templates = Readonly<Record<string, readonly string[]>>;

const locales = ["en-US", "de-DE", "fr-FR", "es-ES", "pt-PT", "it-IT", "nl-NL", "sv-SE", "ja-JP", "zh-CN"];
const finders = new Map<string, DueFinder>();
beforeAll(async () => {
  for (const locale of locales) finders.set(locale, await loadDueFinder([locale]));
});
function due(locale: string, text: string, today: string): string | null {
  const finder = finders.get(locale);
  if (finder === undefined) throw new Error(`${locale} isn't loaded`);
  const found = finder(text, today);
  return found && `${found.title} | ${found.dueOn}`;
}

const isoOf = (date: Date) => date.toISOString().slice(0, 10);
const dates = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2100-12-31"), noInvalidDate: true })
  .map((date) => new Date(isoOf(date)));
const dayAndMonth = (locale: string, date: Date) =>
  new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" }).format(date);

describe("a year in words", () => {
  const nextYear: Templates = {
    "en-US": ["abc # next year", "abc # of next year", "abc #, next year"],
    "de-DE": ["abc # nächsten Jahres", "abc am # nächstes Jahr", "abc # des kommenden Jahres"],
    "fr-FR": ["abc le # de l'année prochaine", "abc le # l’an prochain"],
    "es-ES": ["abc el # del año que viene", "abc el # del próximo año", "abc # el año próximo"],
    "pt-PT": ["abc # do ano que vem", "abc # do próximo ano"],
    "it-IT": ["abc il # dell'anno prossimo", "abc # del prossimo anno"],
    "nl-NL": ["abc # volgend jaar", "abc op # van volgend jaar"],
    "sv-SE": ["abc # nästa år", "abc den # nästa år"],
    "ja-JP": ["来年#にabc", "来年の#までにabc"],
    "zh-CN": ["明年#abc", "明年的#abc"],
  };

  test.each(Object.entries(nextYear))("of %s is the next one", (locale, templates) => {
    fc.assert(
      fc.property(dates, dates, fc.constantFrom(...templates), (date, today, template) => {
        const text = template.replace("#", dayAndMonth(locale, date));
        const meant = new Date(Date.UTC(today.getUTCFullYear() + 1, date.getUTCMonth(), date.getUTCDate()));
        const exists = meant.getUTCMonth() === date.getUTCMonth();
        expect(due(locale, text, isoOf(today))).toBe(exists ? `abc | ${isoOf(meant)}` : null);
      }),
    );
  });
});
