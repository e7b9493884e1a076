import type { DueLanguage } from "../grammar/language.ts";
import * as means from "../grammar/meanings.ts";

export const swedish: DueLanguage = {
  weekdays: ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
  shortWeekdays: ["mån", "tis", "ons", "tors?", "fre", "lör", "sön"],
  months: [
    "januari|jan",
    "februari|feb",
    "mars",
    "april|apr",
    "maj",
    "juni|jun",
    "juli|jul",
    "augusti|aug",
    "september|sept?",
    "oktober|okt",
    "november|nov",
    "december|dec",
  ],
  numbers: ["en|ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"],
  units: { day: "dag(?:ar)?", week: "veck(?:a|or)", month: "månad(?:er)?" },
  years: { current: "i år", next: "(?:i )?nästa år" },
  article: "den",
  ordinal: ":e|:a|e",
  partsOfDay: "morgon|bitti|förmiddag|middag|eftermiddag|kväll|natt",
  phrases: [
    ["anywhere", "(?:idag|i dag|ikväll|i kväll|inatt|i natt|i eftermiddag)", means.inDays(0)],
    ["anywhere", "(?:imorgon|i morgon|imorron|i morron|imorrn){part}", means.inDays(1)],
    ["anywhere", "(?:i ?)?övermorgon{part}", means.inDays(2)],
    ["anywhere", "om {n} {unit}", means.inUnits],
    ["anywhere", "nästa (?<unit>vecka|månad)", means.inUnits],
    ["anywhere", "(?:i|nu i|till) helgen|den här helgen", means.weekend(0)],
    ["anywhere", "nästa helg", means.weekend(1)],
    [
      "anywhere",
      "(?:i|till|senast i) slutet av (?:månaden|denna månad)|(?:till |vid )?månadens slut|vid månadsskiftet",
      means.monthEnd(0),
    ],
    ["anywhere", "(?:i|till) slutet av nästa månad", means.monthEnd(1)],
    ["anywhere", "(?:i|till) början av nästa månad", means.monthStart(1)],
    ["anywhere", "den {date} (?:i )?nästa månad", means.dateInMonth(1)],
    [
      "anywhere",
      "(?:första|andra|tredje|fjärde|sista) (?:veckan?|dagen|(?:{weekdays})(?:en)?) (?:i )?nästa månad",
      means.noDay,
    ],
    ["anywhere", "(?:i|till) (?:början|mitten|slutet) av (?:nästa|denna) (?:vecka|månad)", means.noDay],
    ["anywhere", "(?:i|till) slutet av {month}(?: {year})?", means.namedMonthEnd],
    ["anywhere", "(?:i|till) slutet av (?:året|detta år|(?<nextYear>nästa år))", means.yearEnd],
    ["anywhere", "(?:(?:nu )?på|kommande|den här) {weekday}{part}", means.coming],
    ["anywhere", "nästa {weekday}{part}", means.ofWeek(1)],
    ["anywhere", "(?:på )?{weekday}{part} (?:i )?nästa vecka", means.ofWeek(1)],
    ["anywhere", "nästa vecka(?: på)? {weekday}{part}", means.ofWeek(1)],
    ["anywhere", "(?:på )?{weekday} om {n} {week}", means.weekdayInWeeks],
    ["anywhere", "{weekday?}(?:den )?{date} {month}\\.?(?: {year})?", means.calendarDate],
    ["anywhere", "{prefix}{nth}", means.dayOfMonth],
    ["last", "den {date}", means.dayOfMonth],
    ["uncapitalised", "{weekday}{part}", means.coming],
    ["led", "(?<weekday>mån|tis|ons|tors?|fre|lör|sön)", means.coming],
  ],
  leads: "(?:senast|till|på|före|inför)(?: den)?|den",
  refusedBefore:
    "(?<!glöm )inte|" +
    "varje|första|andra|tredje|fjärde|varannan|var|förra|förrgår|senaste|i går|igår|sedan|från(?: och med)?|" +
    "efter|före|innan|mellan|god|eller|och|svarta|t\\.?o\\.?m\\.?|fr\\.?o\\.?m\\.?",
  refusedAfter: "inte(?=[\\s.!]*$)|sedan|eller|till|förra veckan|i förra veckan",
  otherTimes:
    "(?:i )?förra (?:veckans?|helgen|månaden|året)|i fjol|" +
    "om (?:\\p{L}+|\\d+) år|för (?:{n}|några) (?:dag(?:ar)?|veck(?:a|or)|månad(?:er)?|år) sedan|" +
    "(?:i )?nästa år|" +
    "dagligen|veckovis|månadsvis|årligen",
  repetitions:
    "(?:varje|varannan|vartannat|vart?(?: (?:tredje|fjärde))) " +
    "(?:{weekdays}|dag|morgon|kväll|natt|vecka|helg|månad|kvartal|år)|" +
    "gånge?r? (?:i|per|om) (?:dag(?:en)?|veckan?|månad(?:en)?|år(?:et)?)",
  joiners: "eller|och|till|-",
};
