import type { DueLanguage } from "../grammar/language.ts";
import * as means from "../grammar/meanings.ts";

const dayPart = "(?:ochtend|morgen|middag|avond|nacht)";

export const dutch: DueLanguage = {
  weekdays: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
  shortWeekdays: ["ma", "di", "wo", "do", "vr", "za", "zo"],
  months: [
    "januari|jan",
    "februari|feb",
    "maart|mrt",
    "april|apr",
    "mei",
    "juni|jun",
    "juli|jul",
    "augustus|aug",
    "september|sept?",
    "oktober|okt",
    "november|nov",
    "december|dec",
  ],
  numbers: ["een|één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"],
  units: { day: "dag(?:en)?", week: "we(?:ek|ken)", month: "maand(?:en)?" },
  years: { current: "(?:van )?dit jaar", next: "(?:van )?(?:het )?(?:volgend|komend) jaar" },
  article: "de",
  ordinal: "e|de|ste",
  partsOfDay: "ochtend|morgen|middag|avond|nacht|vroeg",
  phrases: [
    ["anywhere", `vandaag|(?:van|deze )${dayPart}`, means.inDays(0)],
    ["anywhere", `morgen ?(?:ochtend|middag|avond|nacht|vroeg)?`, means.inDays(1)],
    ["anywhere", "overmorgen{part}", means.inDays(2)],
    ["anywhere", "over {n} {unit}", means.inUnits],
    ["anywhere", "binnen {n} {unit}(?! na(?!\\p{L}))", means.inUnits],
    ["anywhere", "(?:volgende|komende|aanstaande) (?<unit>week|maand)", means.inUnits],
    ["anywhere", "(?:dit|komend|aankomend|aanstaand|in het) weekend", means.weekend(0)],
    ["anywhere", "volgend weekend", means.weekend(1)],
    [
      "anywhere",
      "(?:(?:voor|aan(?: het)?|tegen(?: het)?|uiterlijk) )?eind(?:e)? (?:van )?(?:de|deze) maand",
      means.monthEnd(0),
    ],
    ["anywhere", "(?:(?:aan(?: het)?|tegen(?: het)?) )?eind(?:e)? (?:van )?volgende maand", means.monthEnd(1)],
    ["anywhere", "(?:aan (?:het )?)?begin (?:van )?volgende maand", means.monthStart(1)],
    ["anywhere", "(?:de )?{nth} (?:van (?:de )?)?volgende maand", means.dateInMonth(1)],
    [
      "anywhere",
      "(?:eerste|tweede|derde|vierde|laatste) (?:week|dag|{weekdays}) (?:van )?(?:de )?volgende maand",
      means.noDay,
    ],
    ["anywhere", "(?:begin|half|midden|eind(?:e)?) (?:van )?(?:deze|volgende|komende) (?:week|maand)", means.noDay],
    ["anywhere", "(?:(?:aan(?: het)?|tegen(?: het)?) )?eind(?:e)? (?:van )?{month}(?: {year})?", means.namedMonthEnd],
    [
      "anywhere",
      "(?:(?:aan(?: het)?|tegen(?: het)?) )?eind(?:e)? (?:van )?(?:het|dit|(?<nextYear>volgend)) jaar",
      means.yearEnd,
    ],
    ["anywhere", `(?:deze|komende|aanstaande|aankomende) {weekday} ?${dayPart}?`, means.coming],
    ["anywhere", "{weekday} aanstaande", means.coming],
    ["anywhere", `volgende {weekday} ?${dayPart}?`, means.ofWeek(1)],
    ["anywhere", `{weekday} ?${dayPart}? (?:van )?volgende week`, means.ofWeek(1)],
    ["anywhere", `volgende week {weekday} ?${dayPart}?`, means.ofWeek(1)],
    ["anywhere", "{weekday} over {n} {week}", means.weekdayInWeeks],
    ["anywhere", "{weekday?}(?:de )?{date} {month}\\.?(?: {year})?", means.calendarDate],
    ["anywhere", "{prefix}{nth}", means.dayOfMonth],
    ["last", "(?:op )?de {nth}", means.dayOfMonth],
    ["uncapitalised", `{weekday}(?: ?${dayPart})?`, means.coming],
    ["led", "(?<weekday>ma|di|wo|do|vr|za|zo)", means.coming],
  ],
  leads: "uiterlijk(?: op)?|voor|op|tegen",
  refusedBefore:
    "(?<!verge(?:et|ten) )niet|" +
    "een|elke|eerste|tweede|derde|vierde|iedere|om de|vorige|afgelopen|laatste|sinds|vanaf|tot(?: en met)?|na|" +
    "tussen|van|goede|'s|of|en|gisteren|de|zwarte|goede|witte|om de twee",
  refusedAfter: "niet(?=[\\s.!]*$)|geleden|of|tot(?: en met)?|t/m",
  otherTimes:
    "(?:van )?(?:de |het )?(?:vorige?|afgelopen|verleden|laatste) (?:week|weekend|maand|jaar)|" +
    "jongstleden|laatstleden|jl|" +
    "over (?:\\p{L}+|\\d+) jaar|" +
    "(?:{n}|een paar|enkele) (?:dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar) (?:geleden|terug)|" +
    "(?:(?:van|in) )?(?:het )?(?:volgend|komend) jaar|" +
    "dagelijks|wekelijks|maandelijks|jaarlijks",
  repetitions:
    "(?:elke?|iedere?)(?: (?:tweede|derde|andere|{n}))? (?:{weekdays}|dag(?:en)?|ochtend|morgen|avond|nacht|" +
    "we(?:ek|ken)|weekend|maand(?:en)?|kwartaal|jaar)|" +
    "om de (?:\\p{L}+ )?(?:dag(?:en)?|we(?:ek|ken)|maand(?:en)?)|keer per (?:dag|week|maand|jaar)",
  joiners: "of|en|tot|tot en met|t/m",
};
