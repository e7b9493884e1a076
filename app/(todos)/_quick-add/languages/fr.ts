import type { DueLanguage } from "../grammar/language.ts";
import * as means from "../grammar/meanings.ts";

export const french: DueLanguage = {
  weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  shortWeekdays: ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"],
  months: [
    "janvier|janv?",
    "f[ée]vrier|f[ée]vr?",
    "",
    "avril|avr",
    "mai",
    "juin",
    "juillet|juil",
    "ao[uû]t",
    "septembre|sept?",
    "octobre|oct",
    "novembre|nov",
    "d[ée]cembre|d[ée]c",
  ],
  // Also bars of chocolate.
  doubtfulMonths: { 3: "mars" },
  numbers: ["une?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
  units: { day: "jours?", week: "semaines?", month: "mois" },
  years: { current: "(?:de )?cette année", next: "(?:de )?l['’](?:année prochaine|an prochain)" },
  article: "le",
  ordinal: "er",
  partsOfDay: "matin|midi|après-midi|soir|dans la (?:matinée|soirée)",
  phrases: [
    ["anywhere", "aujourd['’]hui|ce (?:soir|matin|midi)|cet(?:te)? après-midi|cette nuit", means.inDays(0)],
    ["anywhere", "demain{part}", means.inDays(1)],
    ["anywhere", "apr[eè]s[- ]demain{part}", means.inDays(2)],
    ["anywhere", "dans (?!huit jours){n} {unit}", means.inUnits],
    ["anywhere", "d['’]ici {n} {unit}", means.inUnits],
    ["anywhere", "(?:la )?(?<unit>semaine) prochaine|(?:la )?prochaine semaine", ({ n = 1 }, today) => today + 7 * n],
    ["anywhere", "(?:le )?(?<unit>mois) prochain", means.inUnits],
    ["anywhere", "ce week-?end", means.weekend(0)],
    ["anywhere", "(?:le )?week-?end prochain", means.weekend(1)],
    ["anywhere", "(?:(?:pour|à|avant|d['’]ici) )?(?:la |en )?fin (?:du|de|de ce) mois", means.monthEnd(0)],
    ["anywhere", "(?:(?:pour|à|avant|d['’]ici) )?(?:la )?fin du mois prochain", means.monthEnd(1)],
    ["anywhere", "le {date} (?:du |le )?(?:mois prochain|prochain mois)", means.dateInMonth(1)],
    ["anywhere", "(?:(?:pour|à|avant|d['’]ici) )?(?:la )?fin (?:de )?{month}(?: {year})?", means.namedMonthEnd],
    [
      "anywhere",
      "(?:(?:pour|à|avant|d['’]ici) )?(?:la )?fin (?:de l['’]|d['’])année(?<nextYear> prochaine)?",
      means.yearEnd,
    ],
    ["anywhere", "ce {weekday}{part}", means.coming],
    ["anywhere", "{weekday} prochain{part}", means.ofWeek(1)],
    ["anywhere", "{weekday} en huit", ({ weekday = 0 }, today) => means.weeksFromWeekday({ weekday }, today)],
    ["anywhere", "{weekday} en quinze", ({ weekday = 0 }, today) => means.weeksFromWeekday({ weekday, n: 2 }, today)],
    ["anywhere", "{weekday}{part} (?:de )?la semaine prochaine", means.ofWeek(1)],
    ["anywhere", "la semaine prochaine,? {weekday}{part}", means.ofWeek(1)],
    ["anywhere", "{weekday} dans {n} {week}", means.weekdayInWeeks],
    ["anywhere", "{weekday?}{date} {month}\\.?(?: {year})?", means.calendarDate],
    ["led", "{date} {doubtful}", means.calendarDate],
    ["anywhere", "{weekday?}{date} {doubtful} {year}", means.calendarDate],
    ["anywhere", "{weekday?}{nth} {doubtful}", means.calendarDate],
    ["anywhere", "{prefix}{date} {doubtful}", means.calendarDate],
    ["atEnd", "{prefix}{date}", means.dayOfMonth],
    ["last", "le {date}", means.dayOfMonth],
    // "Le lundi" is every Monday.
    ["uncapitalised", "(?<!(?:^| )le ){weekday}{part}", means.coming],
  ],
  leads: "(?:au plus tard|pour|d['’]ici)(?: le)?|le",
  refusedBefore:
    "(?<!oubli(?:e|es|ez|ons) )pas|" +
    "chaque|premier|deuxième|troisième|dernier|tous les|toutes les|sur deux|depuis(?: le)?|jusqu['’](?:à|au)|" +
    "du|de|des|avant(?: le)?|après(?: le)?|entre|" +
    "ou|à partir de|à partir du|dès(?: le)?|hier",
  refusedAfter:
    "dernier|dernière|passée?|précédent|d['’]avant|ou|jusqu['’](?:à|au)|sur deux|de (?:pâques|pentecôte)|" +
    "saint|gras|noir",
  otherTimes:
    "(?:de )?la semaine (?:dernière|passée|précédente)|(?:du |le )(?:mois|week-?end) (?:dernier|passé)|" +
    "(?:de )?l['’](?:année (?:dernière|passée|prochaine)|an (?:dernier|passé|prochain))|" +
    "dans (?:\\p{L}+|\\d+) ans?|il y a (?:{n}|quelques) (?:jours?|semaines?|mois|ans?)|" +
    "(?:quotidienne|mensuelle|annuelle|hebdomadaire)ment",
  repetitions:
    "chaque (?:{weekdays}|jour|matin|soir|nuit|semaine|week-?end|mois|trimestre|année|an)|" +
    "tou(?:te)?s les (?:{n} )?(?:{weekdays}|jour|matin|soir|nuit|semaine|week-?end|mois|trimestre|année|an)s?|" +
    "une? (?:{weekdays}|jour|semaine|mois) sur deux|fois par (?:jour|semaine|mois|an)",
  joiners: "ou|et|à|au|jusqu['’](?:à|au)",
};
