import type { DueLanguage } from "../grammar/language.ts";
import * as means from "../grammar/meanings.ts";

export const italian: DueLanguage = {
  weekdays: [
    ...["lune", "marte", "mercole", "giove", "vener"].map((word) => `${word}d(?:ì|i['’]?)`),
    "sabato",
    "domenica",
  ],
  shortWeekdays: ["lun", "mar", "mer", "gio", "ven", "sab", "dom"],
  months: [
    "gennaio|genn?",
    "febbraio|febb?",
    "marzo",
    "aprile|apr",
    "maggio",
    "giugno|giu",
    "luglio|lug",
    "agosto",
    "settembre|sett",
    "ottobre|ott",
    "novembre|nov",
    "dicembre|dic",
  ],
  numbers: ["un['’]?|una|uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"],
  units: { day: "giorn[oi]", week: "settiman[ae]", month: "mes[ei]" },
  years: { current: "(?:di )?quest['’]anno", next: "(?:(?:del)?l['’]anno prossimo|(?:del |il )?prossimo anno)" },
  article: "il|l['’]",
  ordinal: "[º°]",
  partsOfDay: "mattina|mattino|pomeriggio|sera|notte|a mezzogiorno",
  phrases: [
    [
      "anywhere",
      "oggi{part}|stasera|stanotte|stamattina|questa (?:sera|notte|mattina)|questo pomeriggio",
      means.inDays(0),
    ],
    ["anywhere", "domani{part}", means.inDays(1)],
    ["anywhere", "(?:dopo ?domani|domani l['’]altro){part}", means.inDays(2)],
    ["anywhere", "(?:tra|fra) (?!otto giorni){n} {unit}", means.inUnits],
    ["anywhere", "(?:la |nella )?prossima (?<unit>settimana)", means.inUnits],
    ["anywhere", "(?:la )?(?<unit>settimana) prossima", means.inUnits],
    ["anywhere", "(?:il )?prossimo (?<unit>mese)", means.inUnits],
    ["anywhere", "(?:il )?(?<unit>mese) prossimo", means.inUnits],
    ["anywhere", "questo (?:fine settimana|week-?end)", means.weekend(0)],
    ["anywhere", "(?:il )?prossimo (?:fine settimana|week-?end)", means.weekend(1)],
    ["anywhere", "(?:(?:entro|per|a|prima (?:di|della)) )?(?:la )?fine (?:del |di questo )?mese", means.monthEnd(0)],
    [
      "anywhere",
      "(?:(?:entro|per|a|prima (?:di|della)) )?(?:la )?fine (?:del )?(?:mese prossimo|prossimo mese)",
      means.monthEnd(1),
    ],
    ["anywhere", "(?:il |l['’]){date} del (?:mese prossimo|prossimo mese)", means.dateInMonth(1)],
    [
      "anywhere",
      "(?:(?:entro|per|a|prima (?:di|della)) )?(?:la )?fine (?:di )?{month}(?: {year})?",
      means.namedMonthEnd,
    ],
    [
      "anywhere",
      "(?:(?:entro|per|a|prima (?:di|della)) )?(?:la )?fine (?:dell['’])?anno(?<nextYear> prossimo)?",
      means.yearEnd,
    ],
    ["anywhere", "oggi a otto", means.inDays(7)],
    ["anywhere", "domani a otto", means.inDays(8)],
    ["anywhere", "{weekday} a otto", ({ weekday = 0 }, today) => means.weeksFromWeekday({ weekday }, today)],
    ["anywhere", "quest[oa] {weekday}{part}", means.coming],
    ["anywhere", "(?:(?:il|la) )?prossim[oa] {weekday}{part}", means.ofWeek(1)],
    ["anywhere", "{weekday} prossim[oa]{part}", means.ofWeek(1)],
    ["anywhere", "{weekday}{part} della (?:prossima settimana|settimana prossima)", means.ofWeek(1)],
    ["anywhere", "{weekday} (?:tra|fra) {n} {week}", means.weekdayInWeeks],
    ["anywhere", "{weekday?}(?:l['’])?{date} {month}\\.?(?: {year})?", means.calendarDate],
    ["atEnd", "{prefix}{date}", means.dayOfMonth],
    ["last", "il {date}", means.dayOfMonth],
    // "La domenica" is every Sunday.
    ["uncapitalised", "(?<!(?:^| )(?:il|la) ){weekday}{part}", means.coming],
  ],
  leads: "(?:per|entro)(?: il| la| l['’])?|il",
  // "Buttare via" is to throw away.
  streets:
    "(?<!(?:and|butt|corr|fugg|gett|lav|mand|mett|port|scapp|sped|tir|togl|vol)\\p{L}{1,4} )via|" +
    "viale|piazza|piazzale|largo",
  refusedBefore:
    "non|ogni|prim[oa]|second[oa]|terz[oa]|quart[oa]|tutt[ei] (?:i|le)|scors[oa]|passat[oa]|ultim[oa]|d[aio]|dal|" +
    "dalla|del|della|fino a|prima di|dopo|tra|fra|o|oppure|e|ieri|" +
    "a partire da",
  refusedAfter:
    "no(?=[\\s.!]*$)|scors[oa]|passat[oa]|ultim[oa]|precedente|" +
    "o|oppure|fino a|santo|grasso|delle palme|di pasqua|nero",
  otherTimes:
    "(?:della |la |nella )?(?:settimana (?:scorsa|passata)|scorsa settimana)|" +
    "(?:del |dello |il |lo )?(?:mese (?:scorso|passato)|scorso mese|scorso anno)|" +
    "(?:dell|l)['’]anno (?:scorso|passato)|" +
    "(?:tra|fra) (?:\\p{L}+|\\d+) ann[oi]|" +
    "(?:{n}|alcun[ie]|qualche) (?:giorn[oi]|settiman[ae]|mes[ei]|ann[oi]) fa|" +
    "(?:dell['’]|l['’])anno prossimo|(?:del |il )?prossimo anno|" +
    "(?:quotidiana|settimanal|mensil|annual)mente",
  repetitions:
    "ogni (?:{n} )?(?:{weekdays}|giorn[oi]|mattin[ao]|sera|notte|settiman[ae]|week-?end|mes[ei]|ann[oi])|" +
    "tutt[ei] (?:i|le|gli) (?:{weekdays}|sabati|domeniche|giorni|mattine|sere|notti|settimane|week-?end|mesi|anni)|" +
    "volt[ae] (?:al|alla|a|all['’]) ?(?:giorno|settimana|mese|anno)",
  joiners: "o|oppure|e|ed|a|al|fino a",
};
