import type { DueLanguage } from "../grammar/language.ts";
import * as means from "../grammar/meanings.ts";

const next = "n(?:ä|ae)chste[nrsm]?";
const thisOne = "(?:diese[nrsm]?|kommende[nrsm]?)";

/** What is counted with ordinal numbers, also where it is written small: "am 2. advent". */
const counted =
  "advent|(?:weihnachts|oster|pfingst)(?:feier)?tag|(?:feier|geburts|hochzeits)?tag|" +
  "mal|kind|stock|gang|versuch|termin|teil|platz|halbjahr|quartal|semester|klasse|woche";

export const german: DueLanguage = {
  weekdays: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"],
  shortWeekdays: ["mo", "di", "mi", "do", "fr", "sa", "so"],
  months: [
    "januar|jänner|jan",
    "februar|feber|feb",
    "märz|maerz|mär|mrz",
    "april|apr",
    "mai",
    "juni|jun",
    "juli|jul",
    "august|aug",
    "september|sept?",
    "oktober|okt",
    "november|nov",
    "dezember|dez",
  ],
  numbers: [
    "eine[mnrs]?|ein",
    "zwei|zwo",
    "drei",
    "vier",
    "fünf|fuenf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf|zwoelf",
    "dreizehn",
    "vierzehn",
  ],
  units: { day: "tag(?:en|e)?", week: "wochen?", month: "monat(?:en|e|s)?" },
  years: {
    current: "(?:dieses|diesen) jahre?s",
    next: "(?:des )?(?:n(?:ä|ae)chsten|kommenden) jahre?s|n(?:ä|ae)chstes jahr",
  },
  article: "de[nmr]",
  ordinal: "\\.",
  partsOfDay: "früh|morgen|vormittag|mittag|nachmittag|abend|nacht",
  phrases: [
    ["anywhere", "heute(?: (?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht))?", means.inDays(0)],
    [
      "uncapitalised",
      "(?<!(?:^| )(?:am|der|de[nms]|diesen|zum) )morgen(?: (?:früh|vormittag|mittag|nachmittag|abend|nacht))?",
      means.inDays(1),
    ],
    ["anywhere", "(?:über|ueber)morgen{part}", means.inDays(2)],
    ["anywhere", "in {n} {unit}", means.inUnits],
    ["anywhere", "(?:binnen|innerhalb von) {n} {unit}(?! nach(?!\\p{L}))", means.inUnits],
    ["anywhere", `(?:${next}|kommende[nrsm]?) (?<unit>woche|monat)`, means.inUnits],
    ["anywhere", `(?:am|(?:an )?diese[sm]?|kommende[sn]?|am kommenden) wochenende`, means.weekend(0)],
    ["anywhere", `(?:am )?${next} wochenende`, means.weekend(1)],
    [
      "anywhere",
      "(?:(?:am|zum|bis) )?ende (?:des|dieses|diesen) monats|(?:zum |am |bis |vor )?monatsende|(?:bis )?ende monat",
      means.monthEnd(0),
    ],
    ["anywhere", `(?:am |bis )?ende (?:des )?${next} monats?`, means.monthEnd(1)],
    ["anywhere", `(?:(?:am|zum) )?anfang (?:des )?${next} monats?`, means.monthStart(1)],
    ["anywhere", `(?:am )?{nth} (?:des |im )?${next} monats?`, means.dateInMonth(1)],
    ["anywhere", `(?:am )?{nth} (?:des |im )?(?:über|ueber)${next} monats?`, means.dateInMonth(2)],
    ["anywhere", "(?:am )?{nth} (?:des|dieses|diesen) monats", means.dayOfMonth],
    [
      "anywhere",
      `(?:erste|zweite|dritte|vierte|letzte)[nrs]? (?:woche|tag|{weekdays}) (?:im |des )?${next} monats?`,
      means.noDay,
    ],
    ["anywhere", `(?:anfang|mitte|ende) (?:der )?(?:dieser|${next}|kommende[rn]?) (?:woche|monats?)`, means.noDay],
    ["anywhere", "(?:bis )?ende {month}(?: {year})?", means.namedMonthEnd],
    [
      "anywhere",
      `(?:(?:am|zum|bis) )?ende (?:des|dieses|(?<nextYear>(?:des )?${next})) jahre?s|(?:zum |bis )?jahresende`,
      means.yearEnd,
    ],
    ["anywhere", `(?:am )?${thisOne} {weekday}{part}`, means.coming],
    ["anywhere", `(?:am )?${next} {weekday}{part}`, means.ofWeek(1)],
    ["anywhere", "(?:am )?{weekday} in {n} {week}", means.weekdayInWeeks],
    ["anywhere", "(?:am )?{weekday} in (?:acht|8) tagen", means.weeksFromWeekday],
    [
      "anywhere",
      "(?:am )?{weekday} in (?:vierzehn|14) tagen",
      (parts, today) => means.weeksFromWeekday({ ...parts, n: 2 }, today),
    ],
    ["anywhere", `(?:am )?{weekday}{part} (?:der |in der )?${next} woche`, means.ofWeek(1)],
    ["anywhere", `${next} woche(?: am)? {weekday}{part}`, means.ofWeek(1)],
    [
      "anywhere",
      `(?:über|ueber)${next} (?<unit>woche|monat)`,
      (parts, today) => means.inUnits({ ...parts, n: 2 }, today),
    ],
    ["anywhere", `(?:am )?(?:über|ueber)${next} {weekday}{part}`, means.ofWeek(2)],
    ["anywhere", "heute in {n} {unit}", means.inUnits],
    ["anywhere", "morgen in {n} {week}", ({ n = 1 }, today) => today + 1 + 7 * n],
    ["anywhere", "{weekday?}{nth} ?{month}\\.?(?: {year})?", means.calendarDate],
    ["anywhere", "{weekday?}{date} {month}\\.?(?: {year})?", means.calendarDate],
    ["anywhere", "{prefix}{nth}", means.dayOfMonth],
    ["ledBeforeSmall", `{nth}(?! (?:${counted})(?!\\p{L}))`, means.dayOfMonth],
    ["anywhere", "{weekday}(?:-? ?(?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht))?", means.coming],
    ["led", "(?<weekday>mo|di|mi|do|fr|sa|so)", means.coming],
  ],
  leads: "(?:fällig )?(?:bis (?:zum|spätestens|einschließlich|inklusive)|spätestens(?: am)?|bis|am|für|zum)|fällig",
  refusedBefore:
    "(?<!verg(?:iss|esst|essen sie) )nicht|auf|" +
    "jede[nrsm]?|alle|erste[nrsm]?|zweite[nrsm]?|dritte[nrsm]?|vierte[nrsm]?|\\d\\.|letzte[nrsm]?|" +
    "vorige[nrsm]?|vergangene[nrsm]?|seit(?: dem)?|ab(?: dem)?|vo[nm]|des|vor(?: dem)?|nach(?: dem)?|" +
    "zwischen|oder|herrn?|frau|familie|dr\\.|guten|heute|gestern|blaue[nr]?|gute[nr]?|schwarze[nr]?|" +
    "jeden (?:zweiten|2\\.)",
  refusedAfter: "nicht(?=[\\s.!]*$)|letzter|letzte[rn]? woche|vorige[rn]? woche|oder|bis|in acht tagen",
  otherTimes:
    "(?:(?:der|des|vo[nm]|im|in der) )?(?:vorletzte|letzte|vorige|vergangene)[nrsm]? " +
    "(?:woche|wochenendes?|monats?|jahre?s?)|" +
    "vor (?:{n}|ein paar|einigen) (?:tagen|wochen?|monat(?:en)?|jahr(?:en)?)|" +
    "in (?:\\p{L}+|\\d+) jahr(?:en)?|" +
    "(?:(?:des|im) )?(?:(?:über|ueber)?n(?:ä|ae)chste|kommende)[nsm]? jahre?s?|" +
    "täglich|wöchentlich|monatlich|vierteljährlich|jährlich",
  repetitions:
    "jede[nrsm]?(?: (?:zweite|dritte|vierte|\\d\\.)[nrs]?)? (?:{weekdays}|tage?s?|morgen|abend|nacht|" +
    "woche|wochenende|monats?|quartals?|jahre?s?)|" +
    "alle (?:{n}|paar) (?:tage|wochen|monate|jahre)|" +
    "\\p{L}*mal (?:am tag|die woche|in der woche|im (?:monat|jahr)|pro (?:tag|woche|monat|jahr))",
  joiners: "oder|und|bis|bzw\\.?",
};
