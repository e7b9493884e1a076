import type { DueLanguage } from "../grammar/language.ts";
import * as means from "../grammar/meanings.ts";

const part = "(?: (?:por|en) la (?:ma[ñn]ana|tarde|noche)| a mediod[ií]a| noche| tarde)?";

export const spanish: DueLanguage = {
  weekdays: ["lunes", "martes", "mi[ée]rcoles", "jueves", "viernes", "s[áa]bado", "domingo"],
  shortWeekdays: ["lun", "mar", "mi[ée]", "jue", "vie", "s[áa]b", "dom"],
  months: [
    "enero|ene",
    "febrero|feb",
    "marzo",
    "abril|abr",
    "mayo|may",
    "junio|jun",
    "julio|jul",
    "agosto",
    "sep?tiembre|sept?",
    "octubre|oct",
    "noviembre|nov",
    "diciembre|dic",
  ],
  numbers: ["una?", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
  units: { day: "d[ií]as?", week: "semanas?", month: "mes(?:es)?" },
  years: { current: "este año", next: "(?:el )?(?:año (?:que viene|pr[óo]ximo)|pr[óo]ximo año)" },
  article: "el|d[ií]a|el d[ií]a",
  ordinal: "[ºo°]",
  partsOfDay: "",
  phrases: [
    ["anywhere", "hoy|esta (?:noche|tarde|ma[ñn]ana)", means.inDays(0)],
    ["uncapitalised", `(?<!(?:^| )(?:las?|una|esta|esa|cada|buena|toda|el|de) )ma[ñn]ana${part}`, means.inDays(1)],
    ["anywhere", `pasado ma[ñn]ana${part}`, means.inDays(2)],
    ["anywhere", "(?:en|dentro de) (?!ocho d[ií]as){n} {unit}", means.inUnits],
    ["anywhere", "(?:la )?pr[óo]xima (?<unit>semana)", means.inUnits],
    ["anywhere", "(?:la )?(?<unit>semana) (?:que viene|pr[óo]xima|entrante)", means.inUnits],
    ["anywhere", "(?:el )?pr[óo]ximo (?<unit>mes)", means.inUnits],
    ["anywhere", "(?:el )?(?<unit>mes) (?:que viene|pr[óo]ximo|entrante)", means.inUnits],
    ["anywhere", "este (?:fin de semana|finde)", means.weekend(0)],
    ["anywhere", "(?:el )?(?:pr[óo]ximo (?:fin de semana|finde)|(?:fin de semana|finde) que viene)", means.weekend(1)],
    [
      "anywhere",
      "(?:(?:para|a|antes de(?:l)?) )?(?:el )?(?:fin(?:ales)?|final) (?:de(?:l| este)?) mes",
      means.monthEnd(0),
    ],
    [
      "anywhere",
      "(?:(?:para|a|antes de(?:l)?) )?(?:el )?(?:fin(?:ales)?|final) del (?:mes que viene|pr[óo]ximo mes)",
      means.monthEnd(1),
    ],
    [
      "anywhere",
      "(?:el|d[ií]a|el d[ií]a) {date} del? (?:mes (?:que viene|pr[óo]ximo)|pr[óo]ximo mes)",
      means.dateInMonth(1),
    ],
    [
      "anywhere",
      "(?:(?:para|a|antes de(?:l)?) )?(?:fin(?:ales)?|final) de {month}(?: (?:del? )?{year})?",
      means.namedMonthEnd,
    ],
    [
      "anywhere",
      "(?:(?:para|a|antes de(?:l)?) )?(?:fin(?:ales)?|final) de(?:l| este)? año(?<nextYear> que viene| pr[óo]ximo)?",
      means.yearEnd,
    ],
    ["anywhere", `este {weekday}${part}`, means.coming],
    ["anywhere", `(?:el )?(?:pr[óo]ximo {weekday})${part}`, means.ofWeek(1)],
    ["anywhere", `(?:el )?{weekday} (?:que viene|pr[óo]ximo)${part}`, means.ofWeek(1)],
    [
      "anywhere",
      `(?:el )?{weekday}${part} de la (?:pr[óo]xima semana|semana (?:que viene|pr[óo]xima))`,
      means.ofWeek(1),
    ],
    ["anywhere", "(?:el )?{weekday} (?:en|dentro de) {n} {week}", means.weekdayInWeeks],
    ["anywhere", "{weekday?}(?:d[ií]a )?{date} de {month}(?: (?:del? )?{year})?", means.calendarDate],
    ["anywhere", "{weekday?}(?:(?:el )?d[ií]a )?{date} {month}\\.?(?: (?:del? )?{year})?", means.calendarDate],
    ["atEnd", "{prefix}{date}", means.dayOfMonth],
    ["last", "el (?:d[ií]a )?{date}", means.dayOfMonth],
    ["uncapitalised", `{weekday}${part}`, means.coming],
    ["led", `{weekday}${part}`, means.coming],
  ],
  leads: "(?:para|vence)(?: el)?|el",
  streets: "calle|avenida|avda?\\.|plaza|paseo|colonia",
  refusedBefore:
    "no|cada|primer|segundo|tercer|cuarto|todos los|los|pasado|[úu]ltimo|desde(?: el)?|hasta(?: el)?|antes del?|" +
    "despu[ée]s del?|entre(?: el)?|del?|o|y|a partir del?|ayer",
  refusedAfter:
    "no(?=[\\s.!]*$)|pasado|[úu]ltimo|anterior|o|hasta|" +
    "santo|de (?:ramos|resurrecci[óo]n|pascua|carnaval|ceniza)|negro",
  otherTimes:
    "(?:de )?la (?:semana pasada|pasada semana)|(?:del? |el )?(?:pasado (?:mes|año)|(?:mes|año) pasado)|" +
    "(?:en|dentro de) (?:\\p{L}+|\\d+) años?|hace (?:{n}|unos|unas) (?:d[ií]as?|semanas?|mes(?:es)?|años?)|" +
    "(?:del? )?(?:el )?(?:año (?:que viene|pr[óo]ximo)|pr[óo]ximo año)|" +
    "(?:diaria|semanal|mensual|anual)mente",
  repetitions:
    "cada (?:{n} )?(?:{weekdays}|d[ií]as?|ma[ñn]ana|tarde|noche|semanas?|mes(?:es)?|trimestre|años?)|" +
    "tod[oa]s l[oa]s (?:(?:{weekdays})s?|d[ií]as|ma[ñn]anas|tardes|noches|semanas|fines de semana|meses|años)|" +
    "veces? (?:al|por|a la) (?:d[ií]a|semana|mes|año)",
  joiners: "o|u|y|e|a|al|hasta(?: el)?",
};
