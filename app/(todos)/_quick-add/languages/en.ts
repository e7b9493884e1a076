import type { DueLanguage } from "../grammar/language.ts";
import * as means from "../grammar/meanings.ts";

/** Verbs of todos: a weekday before one of them is no adjective ("friday call Ann", but "friday night dinner"). */
const verbs =
  "answer|apply|arrange|ask|attend|bake|book|bring|buy|call|cancel|change|charge|clean|collect|complete|" +
  "confirm|cook|" +
  "deliver|donate|drop|email|feed|fetch|file|find|finish|fix|get|give|go|hand|invite|iron|make|meet|mow|" +
  "order|pack|paint|" +
  "pay|phone|pick|post|practi[cs]e|prepare|print|read|register|remind|renew|repair|reply|request|return|" +
  "ring|schedule|" +
  "sell|send|ship|sign|start|study|submit|take|talk|tell|text|tidy|transfer|update|upload|vacuum|visit|" +
  "wash|water|wrap|write";

/** Weekdays beside a word that makes days of them, so that their short forms count as well. */
const someWeekday = "(?<weekday>{weekdays}|mon|tues?|weds?|thu(?:rs?)?|fri)";

const partOfPeriod = "(?:early|late|mid|(?:the )?(?:beginning|start|(?:first |second )?half|middle) of)";

export const english: DueLanguage = {
  weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  shortWeekdays: ["mon", "tues?", "weds?", "thu(?:rs?)?", "fri", "sat", "sun"],
  months: [
    "january|jan",
    "february|feb",
    "mar",
    "april|apr",
    "",
    "june|jun",
    "july|jul",
    "august|aug",
    "september|sept?",
    "october|oct",
    "november|nov",
    "december|dec",
  ],
  doubtfulMonths: { 3: "march", 5: "may" },
  numbers: [
    "an?|one",
    "two|(?:a )?couple(?: of)?",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
  ],
  units: { day: "days?", week: "weeks?", month: "months?" },
  years: { current: "(?:of )?this year", next: "(?:of )?next year" },
  article: "the",
  ordinal: "st|nd|rd|th",
  partsOfDay: "morning|noon|afternoon|evening|night",
  phrases: [
    ["anywhere", "today|tonight|this (?:morning|afternoon|evening)|eod|end of (?:the )?day", means.inDays(0)],
    ["anywhere", "(?:tomorrow|tmrw?){part}", means.inDays(1)],
    ["anywhere", "(?:the )?day after tomorrow{part}", means.inDays(2)],
    ["anywhere", "in {n} {unit}(?:['’] time)?", means.inUnits],
    ["anywhere", "within {n} {unit}(?! (?:of|after|before|from)(?!\\p{L}))", means.inUnits],
    ["anywhere", "{n} {unit} from (?:now|today)", means.inUnits],
    ["anywhere", "{n} {week} today", ({ n = 1 }, today) => today + 7 * n],
    ["anywhere", "{n} {unit} from tomorrow", (parts, today) => means.inUnits(parts, today + 1)],
    ["anywhere", "{n} {week} tomorrow", ({ n = 1 }, today) => today + 7 * n + 1],
    ["anywhere", "(?:in|over|within|during) the next (?:week|month)", means.noDay],
    ["anywhere", "in {n} fortnights?", ({ n = 1 }, today) => today + 14 * n],
    ["anywhere", "next (?<unit>week|month)", means.inUnits],
    ["anywhere", "this (?:coming )?weekend", means.weekend(0)],
    ["atEnd", "(?:at|on|over) the weekend", means.weekend(0)],
    ["anywhere", "next weekend", means.weekend(1)],
    [
      "anywhere",
      "(?:(?:at|by|on) )?(?:the )?(?:beginning|start|first(?: day)?) of (?:the )?next month",
      means.monthStart(1),
    ],
    ["anywhere", "(?:(?:by|on) )?(?:the )?first(?: day)? of the month", means.nextFirst],
    ["anywhere", "(?:the )?{nth} (?:of |in )?(?:the )?next month", means.dateInMonth(1)],
    ["anywhere", "next month,?(?: on)?(?: the)? {nth}", means.dateInMonth(1)],
    ["anywhere", "(?:(?:at|by|before|on) )?(?:the )?last day of next month", means.monthEnd(1)],
    [
      "anywhere",
      "(?:first|second|third|fourth|last) (?:week|day|{weekdays}) (?:of |in )?(?:the )?next month",
      means.noDay,
    ],
    ["anywhere", `${partOfPeriod} (?:the |this |next )?(?:week|month)`, means.noDay],
    ["anywhere", "(?:the )?end of (?:the |this |next )?week", means.noDay],
    ["anywhere", "(?:(?:at|by|before|on) )?(?:the )?last day of (?:the|this) month", means.monthEnd(0)],
    ["anywhere", "eom|(?:(?:at|by|before) )?(?:the )?end of (?:the |this )?month", means.monthEnd(0)],
    ["anywhere", "(?:(?:at|by|before) )?(?:the )?end of next month", means.monthEnd(1)],
    ["anywhere", "(?:(?:at|by|before) )?(?:the )?end of {month}(?: {year})?(?! \\d)", means.namedMonthEnd],
    ["anywhere", "eoy|(?:(?:at|by|before) )?(?:the )?end of (?:the |this |(?<nextYear>next ))?year", means.yearEnd],
    ["anywhere", `(?:this|coming|this coming) ${someWeekday}{part}`, means.coming],
    ["anywhere", `next ${someWeekday}{part}`, means.ofWeek(1)],
    ["anywhere", `${someWeekday}{part} (?:of )?next week`, means.ofWeek(1)],
    ["anywhere", `next week(?: on)? ${someWeekday}{part}`, means.ofWeek(1)],
    ["anywhere", `${someWeekday}{part} this week`, means.ofThisWeek],
    ["anywhere", `${someWeekday} in {n} {week}`, means.weekdayInWeeks],
    ["anywhere", `{n} {week} (?:from|on) ${someWeekday}`, means.weeksFromWeekday],
    ["anywhere", "{weekday?}(?:the )?{date}(?: of)? {month}\\.?(?:,? {year})?", means.calendarDate],
    ["anywhere", "{weekday?}{month}\\.? (?:the )?{date}(?:,? {year})?", means.calendarDate],
    ["atEnd", "{weekday?}{date} {doubtful}", means.calendarDate],
    ["atEnd", "{weekday?}{doubtful} {date}", means.calendarDate],
    ["anywhere", "{weekday?}{nth}(?: of)? {doubtful}(?:,? {year})?", means.calendarDate],
    ["anywhere", "{weekday?}{doubtful} (?:the )?{nth}(?:,? {year})?", means.calendarDate],
    ["anywhere", "{weekday?}{date} {doubtful},? {year}", means.calendarDate],
    ["anywhere", "{weekday?}{doubtful} {date},? {year}", means.calendarDate],
    ["anywhere", "{prefix}{nth}", means.dayOfMonth],
    ["last", "(?:on|by|due|due on|due by)(?: the)? {nth}", means.dayOfMonth],
    ["last", "for the {nth}", means.dayOfMonth],
    ["atEnd", "{weekday}{part}", means.coming],
    ["first", `{weekday}{part}(?=[:,]|\\s+(?:${verbs})(?![\\p{L}]))`, means.coming],
    ["atEnd", "(?<weekday>tues?|weds|thu(?:rs?)?|fri){part}", means.coming],
    ["named", "(?<weekday>mon|wed|sat|sun)", means.coming],
  ],
  leads: "(?:(?:by|before|at) )?(?:the )?end of|(?:due(?: on| by)?|by|on|for)(?: the)?",
  refusedBefore:
    "years? ago|every|each|other|alternate|last|past|previous|prior|first|second|third|fourth|1st|2nd|3rd|4th|" +
    "(?<!(?:^| )(?:end|day) )of|dated|since|until|till|before|after|from|to|through|thru|or|and|" +
    "mr\\.?|mrs\\.?|ms\\.?|dr\\.?|" +
    "not|whit|giving|blue|manic|small business|bank holiday|holy|fat|pancake|taco|tgi|" +
    "black|cyber|good|ash|easter|palm|casual|freaky|happy|super|girl|ruby|shrove|maundy|usa",
  refusedAfter:
    "of|week|ago|last|before last|after next|through|thru|until|till|or|to \\d|times|people|persons|miles|" +
    "minutes|hours|pages",
  otherTimes:
    "(?:(?:of|in|from) )?(?:the )?(?:last|past|previous|prior) (?:week|weekend|month|year)(?:['’]s)?|" +
    "(?:{n}|(?:a )?few|some) (?:days?|weeks?|months?|years?) (?:ago|earlier)|in (?:\\p{L}+|\\d+) years?|" +
    "(?:\\p{L}+|\\d+) years? from|yesterday|" +
    "(?:(?:of|in) )?(?:the )?(?:next|following|coming) year(?:['’]s)?|" +
    "(?<!the )(?:daily|weekly|fortnightly|biweekly|monthly|quarterly|yearly|annually)(?= on |\\W*$)",
  repetitions:
    "(?:every|each)(?: (?:other|second|third|single|few|{n}))? (?:{weekdays}|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun|" +
    "day|weekday|morning|afternoon|evening|night|week|weekend|fortnight|month|quarter|year)s?|" +
    "(?:once|twice|times) (?:a|per) (?:day|week|month|year)",
  joiners: "or|and|to|through|thru|until|till|vs",
};
