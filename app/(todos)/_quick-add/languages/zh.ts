import type { DueLanguage } from "../grammar/language.ts";
import * as means from "../grammar/meanings.ts";

/** A part of the day after a day: 明天早上, 周五晚上. */
const part = "(?:的?(?:早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜裡|晚))?";
const week = "(?:周|週|星期|礼拜|禮拜)";
/** More weekdays that follow: 周一三五, 周二四; not 周五三点, 周日日语课, 周六一日游. A number before 点 is a time. */
const more = "[一二三四五六日天]";
const noOther =
  `(?!(?!一[日天])${more}{2,}(?!${more}|[点點時时]))(?!${more}(?![\\p{L}\\p{N}]))` +
  "(?!(?<=六)日(?![本语語文元出落记記常程报報历曆料式用剧劇光]))";
const weekday = `${week}(?<weekday>[一二三四五六日天])${noOther}`;

export const chinese: DueLanguage = {
  weekdays: ["一", "二", "三", "四", "五", "六", "日|天"].map((day) => `${week}(?:${day})`),
  shortWeekdays: ["一", "二", "三", "四", "五", "六", "日|天"],
  months: ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"].map(
    (word, n) => `0?${n + 1}月|${word}月`,
  ),
  numbers: ["一", "两|兩|二", "三", "四", "五", "六", "七", "八", "九", "十"],
  units: { day: "天|日", week: `个?${week}|個${week}`, month: "个月|個月|个多月" },
  years: { current: "[今本]年", next: "明年" },
  article: "",
  weekdayAfter: `[(（]?${week}(?<prefix>[一二三四五六日天])[)）]?`,
  ordinal: "日|号|號",
  partsOfDay: "",
  phrases: [
    ["anywhere", `今天${part}|今日|今晚|今早`, means.inDays(0)],
    ["anywhere", `明天${part}|明日|明晚|明早`, means.inDays(1)],
    ["anywhere", `(?<!大)[后後]天(?!性|培养|培養|努力|形成|失明|免疫)${part}`, means.inDays(2)],
    ["anywhere", `大[后後]天${part}`, means.inDays(3)],
    ["anywhere", "{n}{unit}(?:之|以)?[后後]", means.inUnits],
    ["anywhere", `(?<!下)下(?:个|個)?${week}(?![一二三四五六日天末])`, means.inDays(7)],
    ["anywhere", `下下(?:个|個)?${week}(?![一二三四五六日天末])`, means.inDays(14)],
    [
      "anywhere",
      "(?<!下)下(?:个|個)?月(?!底|末|\\d|[一二三第])",
      (_, today) => means.inUnits({ n: 1, unit: "month" }, today),
    ],
    ["anywhere", "(?:(?:这|這|本)(?:个|個)?)?(?<![下上])[周週]末(?!愉快|快乐|快樂)", means.weekend(0)],
    ["anywhere", "下(?:个|個)?[周週]末", means.weekend(1)],
    ["anywhere", "(?:(?:这|這|本)(?:个|個)?)?(?<!下个?|下個)月[底末]", means.monthEnd(0)],
    ["anywhere", "下(?:个|個)?月[底末]", means.monthEnd(1)],
    ["anywhere", "下(?:个|個)?月初", means.monthStart(1)],
    ["anywhere", `(?<!下)下(?:个|個)?月的?${"{nth}"}(?!线|線|楼|樓|店|门|門)`, means.dateInMonth(1)],
    ["anywhere", `下(?:个|個)?(?:月|${week})(?:[中上下]旬|中|初)`, means.noDay],
    ["anywhere", "{month}[底末]", means.namedMonthEnd],
    ["anywhere", "(?<![去前后後])(?:今年?|(?<nextYear>明年?))?年[底末]", means.yearEnd],
    ["anywhere", `(?:这|這|本)(?:个|個)?${weekday}${part}`, means.coming],
    ["anywhere", `(?<!下)下(?:个|個)?${weekday}${part}`, means.ofWeek(1)],
    ["anywhere", `下下(?:个|個)?${weekday}${part}`, means.ofWeek(2)],
    ["anywhere", `{n}${week}[后後]的?${weekday}`, means.weekdayInWeeks],
    ["anywhere", `(?:{year}年?的? ?)?(?<!\\d){month}{date}(?:日|号|號){weekdayAfter}${part}`, means.calendarDate],
    ["atEdge", `(?<![\\d月])${"{nth}"}(?!线|線|楼|樓|店|门|門)`, means.dayOfMonth],
    ["anywhere", `(?<![下两兩七八九十\\d]|(?<!${week})[一二三四五六])${weekday}(?!次)${part}`, means.coming],
  ],
  leads: "在|于|於|到|截至|截止到?",
  trails: "(?:之前|以前|前)?[,，、]?",
  refusedBefore:
    "(?:[去前后後昨旧舊\\d]|[〇零][〇零一二三四五六七八九]{1,2})年的?|过去的?|" +
    "過去的?|上(?:个|個)?(?:[周週月]|星期|礼拜|禮拜)的|第[一二三四五1-5](?:个|個)?|每|每个|每個|上|上个|上個|从|從|自|去年|前|或|或者|和|跟|周|[隔双雙单單]",
  refusedAfter: "起|开始|開始|以来|以來|或|的|至|到",
  // 每周报告 and 每月的房租 are one, 每月的5号 are many days.
  repetitions:
    "每(?:隔)?[一二两兩三四五六七八九十\\d]*(?:个|個)?(?:天|日|晚|早|周|週|星期|礼拜|禮拜|月|季|年)" +
    "(?!的?(?:报|報|新闻|新聞|房租|租金|账单|帳單|总结|總結|计划|計劃)|的(?![\\d一二三四五六七八九十周週星礼禮月年]))",
  joiners: "或|或者|和|跟|至|到|、",
  isSpaceless: true,
};
