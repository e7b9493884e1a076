import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type DueFinder, loadDueFinder } from "#app/(todos)/_quick-add/date-reading.ts";

const locales = ["en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "pt-PT", "it-IT", "nl-NL", "sv-SE", "ja-JP", "zh-CN"];
const regions = ["en-CA", "en-AU", "de-CH", "fr-CA", "fr-CH", "es-MX", "pt-BR", "nl-BE", "zh-TW", "zh-HK"];

const finders = new Map<string, DueFinder>();
beforeAll(async () => {
  for (const locale of [...locales, ...regions]) finders.set(locale, await loadDueFinder([locale]));
});
function find(locale: string, text: string, today: string) {
  const finder = finders.get(locale);
  if (finder === undefined) throw new Error(`${locale} isn't loaded`);
  return finder(text, today);
}

const isoOf = (date: Date) => date.toISOString().slice(0, 10);
const dates = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2150-12-31"), noInvalidDate: true })
  .map((date) => new Date(isoOf(date)));
const days = dates.map(isoOf);
/** Days from today to a date that can be meant: a todo may have been due lately. */
const ahead = fc.integer({ min: -366, max: 50_000 });

describe.each([...locales, ...regions])("a day in numbers, as %s writes it,", (locale) => {
  const formats = (["numeric", "2-digit"] as const).map(
    (style) =>
      new Intl.DateTimeFormat(locale, {
        year: "numeric",
        month: style,
        day: style,
        timeZone: "UTC",
        calendar: "gregory",
        numberingSystem: "latn",
      }),
  );

  test("reads back as itself, whatever stands between the numbers", () => {
    const separators = fc.constantFrom("/", ".", "-", null);
    fc.assert(
      fc.property(dates, ahead, fc.constantFrom(...formats), separators, (date, daysAhead, format, separator) => {
        const today = isoOf(new Date(date.getTime() - daysAhead * 24 * 60 * 60_000));
        const own = format.format(date);
        const written = separator === null ? own : own.replace(/\D+(?=\d)/g, separator).replace(/\D+$/, "");
        expect(find(locale, `abc ${written}`, today)).toMatchObject({ dueOn: isoOf(date), title: "abc" });
      }),
    );
  });
});

/** Every text of the cases, with its locale. */
const texts = readFileSync(new URL("./due-phrase.cases.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.includes("\t") && !line.startsWith("#"))
  .map((line) => line.split("\t"))
  .flatMap(([, locale, typed]) =>
    locale !== undefined && typed !== undefined && locales.includes(locale) ? [{ locale, typed }] : [],
  );
const anyText = fc.constantFrom(...texts);
const hasSpaces = (locale: string) => locale !== "ja-JP" && locale !== "zh-CN";

describe("whatever was typed", () => {
  test("a due date is not in the past, unless its year is written", () => {
    fc.assert(
      fc.property(anyText, days, ({ locale, typed }, today) => {
        const due = find(locale, typed, today);
        expect(due === null || due.dueOn >= today || /\d{4}/.test(due.words)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("the title keeps the words that are no part of the date, in their order", () => {
    fc.assert(
      fc.property(anyText, days, ({ locale, typed }, today) => {
        const due = find(locale, typed, today);
        if (due === null || !hasSpaces(locale)) return;
        const at = typed.indexOf(due.words);
        const [before, after] = [typed.slice(0, at), typed.slice(at + due.words.length)];
        const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
        const kept = words(due.title).join(" ");
        // The words that lead to a date are at most three.
        const expected = [0, 1, 2, 3].map((leads) => [
          ...words(before).slice(0, words(before).length - leads),
          ...words(after),
        ]);
        expect(expected.map((some) => some.join(" "))).toContain(kept);
      }),
      { numRuns: 2000 },
    );
  });

  test("a phrase inside a longer word is none", () => {
    const single = texts.flatMap(({ locale, typed }) => {
      const words = hasSpaces(locale) ? find(locale, typed, "2026-11-26")?.words : undefined;
      return words !== undefined && !/\s/.test(words) ? [{ locale, words }] : [];
    });
    expect(single.length).toBeGreaterThan(80);
    const glue = fc.constantFrom("x", "é", "ß", "7", "_", "@", "#", "'", "-", "/");
    fc.assert(
      fc.property(fc.constantFrom(...single), glue, fc.boolean(), ({ locale, words }, sign, isBefore) => {
        const text = isBefore ? `abc ${sign}${words}` : `abc ${words}${sign}`;
        expect(find(locale, text, "2026-11-26")?.words ?? null).not.toBe(words);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("months", () => {
  const inMonths: Readonly<Record<string, (count: number) => string>> = {
    "en-US": (count) => `rent in ${count} months`,
    "de-DE": (count) => `Miete in ${count} Monaten`,
    "fr-FR": (count) => `loyer dans ${count} mois`,
    "es-ES": (count) => `alquiler en ${count} meses`,
    "pt-PT": (count) => `renda daqui a ${count} meses`,
    "it-IT": (count) => `affitto tra ${count} mesi`,
    "nl-NL": (count) => `huur over ${count} maanden`,
    "sv-SE": (count) => `hyra om ${count} månader`,
    "ja-JP": (count) => `${count}か月後に家賃`,
    "zh-CN": (count) => `${count}个月后交房租`,
  };

  test.each(Object.keys(inMonths))("of %s lead to the same date of a later month, or to its last", (locale) => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 36 }), (date, count) => {
        const due = find(locale, inMonths[locale]?.(count) ?? "", isoOf(date));
        const end = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count + 1, 0));
        const expected = new Date(
          Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), Math.min(date.getUTCDate(), end.getUTCDate())),
        );
        expect(due?.dueOn).toBe(isoOf(expected));
      }),
    );
  });
});

describe("past and repeated days", () => {
  const weekdays = (locale: string) =>
    Array.from({ length: 7 }, (_, n) =>
      new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(
        new Date(Date.UTC(2026, 10, 23 + n)),
      ),
    );
  const phrases: Readonly<Record<string, readonly string[]>> = {
    "en-US": ["last #", "past #", "previous #", "every #", "each #", "every other #", "since #", "# last"],
    "de-DE": ["letzten #", "letzter #", "vorigen #", "vergangenen #", "jeden #", "seit #", "vom #", "ab #"],
    "fr-FR": ["# dernier", "# passé", "chaque #", "depuis #", "du #", "de #", "un # sur deux"],
    "es-ES": ["el # pasado", "el pasado #", "# último", "cada #", "todos los #", "desde el #", "los #"],
    "pt-PT": ["# passada", "# passado", "última #", "último #", "cada #", "toda #", "desde #", "todas as #"],
    "it-IT": ["# scorso", "# scorsa", "scorso #", "ogni #", "da #", "dal #", "di #"],
    "nl-NL": ["vorige #", "afgelopen #", "elke #", "iedere #", "sinds #", "vanaf #", "om de #"],
    "sv-SE": ["förra #", "varje #", "varannan #", "sedan #", "från #"],
    "ja-JP": ["先週の#", "毎週#", "毎週の#", "隔週#", "#から"],
    "zh-CN": ["上#", "上个#", "每#", "每个#", "从#"],
  };

  test.each(Object.entries(phrases))("of %s are no due dates", (locale, templates) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.constantFrom(...weekdays(locale)),
        days,
        (template, weekday, today) => {
          for (const text of [template, `x ${template}`])
            expect(find(locale, text.replace("#", weekday), today)).toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });
});
