import type { DueLanguage } from "../grammar/language.ts";
import type { Meaning } from "../grammar/meanings.ts";
import * as means from "../grammar/meanings.ts";

/** A part of the day after a day: 明日の朝, 金曜夜. */
const part = "(?:の?(?:朝一|朝|昼|午前中|午前|午後|夕方|夜|晩|深夜)(?:中)?)?";
const weekday = "(?<weekday>月|火|水|木|金|土|日)曜";
/** The end of a word in kana, which is not separated from the next word. */
const kanaEnd = "(?=$|[\\s、。,.!！?？]|まで|に(?!ち)|は|の?(?:朝|昼|夜|晩))";

/** The era Reiwa counts from 2019. */
const ofReiwa: Meaning = ({ n = 1, ...parts }, today) => {
  const day = means.calendarDate({ ...parts, year: 2018 + n }, today);
  return day !== null && day < today ? null : day;
};

export const japanese: DueLanguage = {
  weekdays: ["月曜日?", "火曜日?", "水曜日?", "木曜日?", "金曜日?", "土曜日?", "日曜日?"],
  shortWeekdays: ["月", "火", "水", "木", "金", "土", "日"],
  months: Array.from({ length: 12 }, (_, n) => `0?${n + 1}月`),
  numbers: ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"],
  units: { day: "日", week: "週間?", month: "(?:か|ヶ|ケ|カ|ヵ|箇|個)月" },
  years: { current: "[今本]年", next: "(?<!再)来年" },
  article: "",
  weekdayAfter: "[(（](?<prefix>[月火水木金土日])(?:曜日?)?[)）]",
  ordinal: "日",
  partsOfDay: "",
  phrases: [
    ["anywhere", `(?:今日|本日)(?!子|的|は何)(?:中)?${part}|今夜|今晩|今朝`, means.inDays(0)],
    ["anywhere", `(?<!明)明日(?![香葉菜奈海美見未実花華佳夏希])${part}|明朝|明晩`, means.inDays(1)],
    ["anywhere", `あした${kanaEnd}`, means.inDays(1)],
    ["anywhere", `(?<!明)明後日(?!香)${part}`, means.inDays(2)],
    ["anywhere", `(?<!し)あさって${kanaEnd}`, means.inDays(2)],
    ["anywhere", `明明後日|しあさって${kanaEnd}`, means.inDays(3)],
    ["anywhere", "{n}{unit}後", means.inUnits],
    ["anywhere", "(?<!再)来(?<unit>週)(?:中)?(?![の末]|[月火水木金土日]曜)", means.inUnits],
    [
      "anywhere",
      "(?<!再)来(?:月)(?:中)?(?![の末第]|\\d)",
      ({ n = 1 }, today) => means.inUnits({ n, unit: "month" }, today),
    ],
    ["anywhere", "再来(?:週)(?:中)?(?![の末]|[月火水木金土日]曜)", means.inDays(14)],
    ["anywhere", "再来月(?:中)?(?![の末第]|\\d)", (_, today) => means.inUnits({ n: 2, unit: "month" }, today)],
    ["anywhere", "(?:今週の?)?週末|今週末", means.weekend(0)],
    ["anywhere", "来週の?週?末", means.weekend(1)],
    ["anywhere", "(?<![先毎])(?:今月の?末|月末)", means.monthEnd(0)],
    ["anywhere", "来月の?末", means.monthEnd(1)],
    ["anywhere", "来月の?(?:初め|はじめ|頭|月初)", means.monthStart(1)],
    ["anywhere", "(?<!再)来月の?{nth}(?![間目前後])", means.dateInMonth(1)],
    ["anywhere", "再来月の?{nth}(?![間目前後])", means.dateInMonth(2)],
    ["anywhere", "[今来](?:週|月)の?(?:初め|はじめ|頭|前半|半ば|中旬|上旬|下旬|後半)", means.noDay],
    ["anywhere", "{month}末", means.namedMonthEnd],
    ["anywhere", "(?:(?<![来昨去翌])|今年?の?|(?<!再)(?<nextYear>来年?の?))年末", means.yearEnd],
    ["anywhere", `(?:今週|今度|次)の?${weekday}日?${part}`, means.coming],
    ["anywhere", `(?<!再)来週の?${weekday}日?${part}`, means.ofWeek(1)],
    ["anywhere", `再来週の?${weekday}日?${part}`, means.ofWeek(2)],
    ["anywhere", `{n}週間後の${weekday}日?`, means.weekdayInWeeks],
    ["anywhere", `(?:{year}年?の? ?)?(?<!\\d){month}{date}日{weekdayAfter}${part}`, means.calendarDate],
    ["anywhere", `令和{n}年{month}{date}日{weekdayAfter}${part}`, ofReiwa],
    ["anywhere", `(?<![\\d月前間])${"{nth}"}(?=まで|に(?!ち))`, means.dayOfMonth],
    ["anywhere", `${weekday}日${part}`, means.coming],
    ["anywhere", `${weekday}(?!日)${kanaEnd}${part}`, means.coming],
  ],
  leads: "",
  trails: "(?:までに|まで|中に|に(?!ち)|は|、)?",
  refusedBefore:
    "(?:[昨去前翌元\\d]|再来|(?:明治|大正|昭和|平成|令和)[一二三四五六七八九十]{1,3})年の?|" +
    "先月の?|過去の|毎|毎週の?|毎月|隔週の?|先週の?|前の|先々週の?|昨|第[一二三四1234]|最終|から|または|か",
  refusedAfter: "から|以降|ごと|毎|か(?!ら)|または|の|〜|~|休み|生まれ",
  // 毎月の家賃 is one rent, 毎月の5日 are many days.
  repetitions:
    "毎(?:日(?!新聞)|朝|晩|週|月|年)(?!の(?!\\d|[月火水木金土日]曜|[週月年]末))|隔週|隔月|(?:日|週間?|月|年)(?:ごと|おき)",
  joiners: "か|と|または|から|〜|~|、",
  isSpaceless: true,
};
