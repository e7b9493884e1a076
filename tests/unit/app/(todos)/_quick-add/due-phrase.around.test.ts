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

/** A day of the calendar, or a weekday. */
const anyDay = fc.tuple(dates, fc.boolean()).map(([date, isWeekday]) => ({ date, isWeekday }));
const written = (locale: string, { date, isWeekday }: { date: Date; isWeekday: boolean }) =>
  isWeekday
    ? new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(date)
    : dayAndMonth(locale, date);

/** Expects no due date, whatever the day is. */
function expectNone(locale: string, templates: readonly string[]) {
  fc.assert(
    fc.property(anyDay, dates, fc.constantFrom(...templates), (day, today, template) => {
      expect(due(locale, template.replace("#", written(locale, day)), isoOf(today))).toBeNull();
    }),
    { numRuns: 300 },
  );
}

describe("a past time beside a day", () => {
  const past: Templates = {
    "en-US": [
      "abc # last week",
      "abc # of last month",
      "abc last year on #",
      "abc last week's #",
      "abc on # a week ago",
    ],
    "de-DE": ["abc # letzten Jahres", "abc # letzter Woche", "abc letzte Woche am #", "abc am # vor einer Woche"],
    "fr-FR": [
      "abc # de la semaine dernière",
      "abc la semaine passée, #",
      "abc le # de l'an dernier",
      "abc # il y a un an",
    ],
    "es-ES": ["abc el # de la semana pasada", "abc la semana pasada el #", "abc # del año pasado", "abc # hace un año"],
    "pt-PT": ["abc # da semana passada", "abc na semana passada, #", "abc # do ano passado", "abc # há um ano"],
    "it-IT": [
      "abc # della settimana scorsa",
      "abc la scorsa settimana #",
      "abc # dell'anno scorso",
      "abc # un anno fa",
    ],
    "nl-NL": ["abc # vorige week", "abc afgelopen week op #", "abc # van vorig jaar", "abc # jongstleden"],
    "sv-SE": ["abc # förra veckan", "abc i förra veckan på #", "abc # förra året", "abc # för en vecka sedan"],
    "ja-JP": ["昨年の# abc", "一昨年# abc", "先月の# abc", "去年# abc"],
    "zh-CN": ["去年#abc", "上周的#abc", "过去的#abc", "前年的#abc"],
  };

  test.each(Object.entries(past))("of %s makes it none", expectNone);
});

describe("a repetition in the text", () => {
  const repeated: Templates = {
    "en-US": [
      "every week abc on #",
      "abc # every other month",
      "abc # with Ann each year",
      "yearly on # abc",
      "abc # weekly",
    ],
    "de-DE": [
      "jede Woche abc am #",
      "abc am # jedes Jahr",
      "abc # mit Ann jeden Monat",
      "abc # alle zwei Wochen",
      "jährlich am # abc",
    ],
    "fr-FR": [
      "chaque mois abc le #",
      "abc # toutes les semaines",
      "abc # avec Anne tous les ans",
      "abc # une semaine sur deux",
    ],
    "es-ES": ["cada semana abc el #", "abc el # todos los años", "abc # con Ana cada dos meses", "abc # semanalmente"],
    "pt-PT": ["cada semana abc #", "abc # todos os anos", "abc # com Ana todo mês", "abc # anualmente"],
    "it-IT": ["ogni settimana abc #", "abc il # ogni anno", "abc # con Anna tutti i mesi", "abc # annualmente"],
    "nl-NL": ["elke week abc op #", "abc # ieder jaar", "abc # met Anne om de maand", "wekelijks op # abc"],
    "sv-SE": ["varje vecka abc på #", "abc # varje år", "abc # med Anna varannan månad", "abc # årligen"],
    "ja-JP": ["毎年# abc", "# abc 毎週", "毎月abc #"],
    "zh-CN": ["每年#abc", "#每周abc", "每两个月abc #"],
  };

  test.each(Object.entries(repeated))("of %s makes no day of it a due date", expectNone);
});

describe("several days", () => {
  /** "@" is a day of the six that follow "#". */
  const several: Templates = {
    "en-US": [
      "abc # and @",
      "abc #, @",
      "#, @ abc",
      "abc on # and on @",
      "abc # at 9 and @ at 10",
      "abc # to @",
      "abc # & @",
    ],
    "de-DE": ["abc # und @", "abc am #, @", "#, @ abc", "abc am # und am @", "# um 9 und @ um 10 abc", "abc # bis @"],
    "fr-FR": ["abc # et @", "abc #, @", "#, @ abc", "abc le # et le @", "abc le # ou le @", "# à 9h et @ à 10h abc"],
    "es-ES": ["abc # y @", "abc #, @", "#, @ abc", "abc el # y el @", "abc el # o el @", "abc # / @"],
    "pt-PT": ["abc # e @", "abc #, @", "#, @ abc", "abc na # e na @", "abc # ou @"],
    "it-IT": ["abc # e @", "abc #, @", "#, @ abc", "abc il # e il @", "abc il # o il @"],
    "nl-NL": ["abc # en @", "abc #, @", "#, @ abc", "abc op # en op @", "abc # tot en met @"],
    "sv-SE": ["abc # och @", "abc #, @", "#, @ abc", "abc på # och på @", "abc den # eller den @"],
    "ja-JP": ["#と@にabc", "#、@ abc", "#から@ abc", "#・@ abc"],
    "zh-CN": ["#和@abc", "#、@abc", "#到@abc", "#@abc"],
  };

  test.each(Object.entries(several))("of %s are no due date", (locale, templates) => {
    fc.assert(
      fc.property(
        anyDay,
        dates,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(...templates),
        ({ date, isWeekday }, today, days, template) => {
          const later = new Date(date.getTime() + days * 24 * 60 * 60_000);
          const text = template
            .replace("#", written(locale, { date, isWeekday }))
            .replace("@", written(locale, { date: later, isWeekday }));
          expect(due(locale, text, isoOf(today))).toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });
});
