import type { DueLanguage } from "../grammar/language.ts";
import * as means from "../grammar/meanings.ts";

const part = "(?: (?:de manh[ãa]|[àa] tarde|[àa] noite|de tarde|de noite|cedo|ao meio-dia))?";
/** "Segunda" is Monday, and also "second". */
const day = "(?<weekday>segunda|ter[çc]a|quarta|quinta|sexta)";

export const portuguese: DueLanguage = {
  weekdays: [
    "segunda(?:-| )feira",
    "ter[çc]a(?:-| )feira",
    "quarta(?:-| )feira",
    "quinta(?:-| )feira",
    "sexta(?:-| )feira",
    "s[áa]bado",
    "domingo",
  ],
  shortWeekdays: ["segunda|seg", "ter[çc]a|ter", "quarta|qua", "quinta|qui", "sexta|sex", "s[áa]b", "dom"],
  months: [
    "janeiro|jan",
    "fevereiro|fev",
    "mar[çc]o",
    "abril|abr",
    "maio",
    "junho|jun",
    "julho|jul",
    "agosto",
    "setembro",
    "outubro",
    "novembro|nov",
    "dezembro|dez",
  ],
  numbers: ["uma?", "dois|duas", "tr[êe]s", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"],
  units: { day: "dias?", week: "semanas?", month: "m[êe]s(?:es)?" },
  years: { current: "(?:d?n?este) ano", next: "ano que vem|pr[óo]ximo ano" },
  article: "dia",
  ordinal: "[ºo°]",
  partsOfDay: "",
  phrases: [
    ["anywhere", `hoje${part}|esta (?:noite|tarde|manh[ãa])`, means.inDays(0)],
    ["anywhere", `amanh[ãa]${part}`, means.inDays(1)],
    ["anywhere", `depois de amanh[ãa]${part}`, means.inDays(2)],
    ["anywhere", "(?:em|daqui a|dentro de) (?!oito dias){n} {unit}", means.inUnits],
    ["anywhere", "(?:n?a )?pr[óo]xima (?<unit>semana)", means.inUnits],
    ["anywhere", "(?:n?a )?(?<unit>semana) (?:que vem|pr[óo]xima|seguinte)", means.inUnits],
    ["anywhere", "(?:n?o )?pr[óo]ximo (?<unit>m[êe]s)", means.inUnits],
    ["anywhere", "(?:n?o )?(?<unit>m[êe]s) (?:que vem|pr[óo]ximo|seguinte)", means.inUnits],
    ["anywhere", "n?este (?:fim de semana|fim-de-semana|fds)", means.weekend(0)],
    ["anywhere", "(?:n?o )?pr[óo]ximo (?:fim de semana|fim-de-semana|fds)", means.weekend(1)],
    ["anywhere", "(?:(?:no|ao|antes do|at[ée] (?:o|ao)) )?(?:fim|final) d(?:o|este) m[êe]s", means.monthEnd(0)],
    [
      "anywhere",
      "(?:(?:no|ao|antes do|at[ée] (?:o|ao)) )?(?:fim|final) do (?:pr[óo]ximo m[êe]s|m[êe]s que vem)",
      means.monthEnd(1),
    ],
    [
      "anywhere",
      "(?:no )?dia {date} (?:do|no) (?:m[êe]s (?:que vem|pr[óo]ximo)|pr[óo]ximo m[êe]s)",
      means.dateInMonth(1),
    ],
    [
      "anywhere",
      "(?:(?:no|at[ée] (?:o|ao)) )?(?:fim|final) de {month}(?: (?:d[eo] |n?o )?{year})?",
      means.namedMonthEnd,
    ],
    ["anywhere", "(?:(?:no|at[ée] (?:o|ao)) )?(?:fim|final) d(?:o|este) ano(?<nextYear> que vem)?", means.yearEnd],
    ["anywhere", `n?est[ea] {weekday}${part}`, means.coming],
    ["anywhere", `n?esta ${day}${part}`, means.coming],
    ["anywhere", `(?:n?[ao] )?pr[óo]xim[ao] {weekday}${part}`, means.ofWeek(1)],
    ["anywhere", `(?:na )?pr[óo]xima ${day}${part}`, means.ofWeek(1)],
    ["anywhere", `{weekday} (?:que vem|pr[óo]xim[ao])${part}`, means.ofWeek(1)],
    ["anywhere", `${day} (?:que vem|pr[óo]xima)${part}`, means.ofWeek(1)],
    ["anywhere", `{weekday}${part} da (?:pr[óo]xima semana|semana (?:que vem|pr[óo]xima))`, means.ofWeek(1)],
    ["anywhere", `${day}${part} da (?:pr[óo]xima semana|semana (?:que vem|pr[óo]xima))`, means.ofWeek(1)],
    ["anywhere", "{weekday} (?:em|daqui a|dentro de) {n} {week}", means.weekdayInWeeks],
    ["anywhere", `${day} (?:em|daqui a|dentro de) {n} {week}`, means.weekdayInWeeks],
    ["anywhere", "{weekday?}(?:dia )?{date} de {month}(?: (?:d[eo] |n?o )?{year})?", means.calendarDate],
    ["anywhere", "{weekday?}(?:dia )?{date} {month}\\.?(?: (?:d[eo] |n?o )?{year})?", means.calendarDate],
    ["atEnd", "{prefix}{date}", means.dayOfMonth],
    ["last", "(?:no )?dia {date}", means.dayOfMonth],
    ["uncapitalised", `{weekday}${part}`, means.coming],
    ["led", `{weekday}${part}`, means.coming],
    ["last", `(?<!(?:^| )(?:a|da|uma) )${day}${part}`, means.coming],
  ],
  leads: "(?:para|at[ée])(?: a| o| ao)?|n[ao]|pr[ao]",
  streets: "rua|avenida|av\\.|pra[çc]a|largo|travessa",
  refusedBefore:
    "n[ãa]o|cada|primeir[ao]|segundo|terceir[ao]|quarto|tod[ao]|tod[ao]s (?:as|os)|[àa]s|aos|desde(?: a| o)?|" +
    "ap[óo]s(?: a| o)?|antes d[eao]|depois d[eao]|entre(?: a)?|d[eao]|ou|e|" +
    "[úu]ltim[ao]|passad[ao]|a partir d[eao]|ontem",
  refusedAfter:
    "n[ãa]o(?=[\\s.!]*$)|passad[ao]|[úu]ltim[ao]|anterior|" +
    "ou|at[ée]|sant[ao]|de (?:ramos|p[áa]scoa|carnaval|cinzas)|gorda",
  otherTimes:
    "(?:d?[ao] |n[ao] )?(?:(?:semana|m[êe]s|ano) passad[ao]|passad[ao] (?:semana|m[êe]s|ano))|" +
    "(?:{n}|alguns|algumas) (?:dias?|semanas?|m[êe]s(?:es)?|anos?) atr[áa]s|" +
    "(?:em|daqui a|dentro de) (?:\\p{L}+|\\d+) anos?|" +
    "h[áa] (?:\\d+|\\p{L}+) (?:dias?|semanas?|m[êe]s(?:es)?|anos?)|" +
    "(?:d?o |no )?(?:ano que vem|pr[óo]ximo ano)|" +
    "(?:diaria|semanal|mensal|anual)mente",
  repetitions:
    "cada (?:{n} )?(?:{weekdays}|segunda|ter[çc]a|quarta|quinta|sexta|dias?|semanas?|m[êe]s(?:es)?|anos?)|" +
    "tod[ao]s? (?:[ao]s? )?(?:{weekdays}|segunda|ter[çc]a|quarta|quinta|sexta|" +
    "dia|manh[ãa]|noite|semana|fim de semana|m[êe]s|mese|ano)s?|" +
    "vez(?:es)? (?:ao|por|à) (?:dia|semana|m[êe]s|ano)",
  joiners: "ou|e|a|at[ée](?: a| o)?",
};
