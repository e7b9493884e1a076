import { beforeAll, describe, expect, test } from "vitest";
import { loadDateReading } from "#app/(todos)/_quick-add/date-reading.ts";
import { type DateReading, findDue } from "#app/(todos)/_quick-add/due-phrase.ts";

/** A Tuesday. */
const today = "2026-11-24";

const readings = new Map<string, DateReading>();
beforeAll(async () => {
  for (const locale of ["en-GB", "en-US", "de-DE", "fr-FR", "es-ES", "ja-JP", "zh-CN"]) {
    readings.set(locale, await loadDateReading([locale]));
  }
});

/** "title | day" of the text that was understood; null for nothing. */
function read(text: string, locale = "en-GB", day = today): string | null {
  const reading = readings.get(locale);
  if (reading === undefined) throw new Error(`${locale} isn't loaded`);
  const due = findDue(text, reading, day);
  return due && `${due.title} | ${due.dueOn}`;
}

describe("what is read as a due date", () => {
  test.each([
    ["pay rent tomorrow", "pay rent | 2026-11-25"],
    ["call Ann fri", "call Ann | 2026-11-27"],
    ["report 2026-12-01", "report | 2026-12-01"],
    ["Report 2026/12/01", "Report | 2026-12-01"],
    ["buy milk today", "buy milk | 2026-11-24"],
    ["dinner tonight", "dinner | 2026-11-24"],
    ["tomorrow call Ann", "call Ann | 2026-11-25"],
    ["call Ann tomorrow about the rent", "call Ann about the rent | 2026-11-25"],
    ["send the report by friday", "send the report | 2026-11-27"],
    ["send the report due on friday", "send the report | 2026-11-27"],
    ["buy a cake for saturday", "buy a cake | 2026-11-28"],
    ["call Ann on friday about the rent", "call Ann about the rent | 2026-11-27"],
    ["friday: call Ann", "call Ann | 2026-11-27"],
    ["call Ann, monday", "call Ann | 2026-11-30"],
    ["call Ann (monday)", "call Ann | 2026-11-30"],
    ["call Ann on monday!", "call Ann! | 2026-11-30"],
    ["call Ann next friday", "call Ann | 2026-12-04"],
    ["mow the lawn this weekend", "mow the lawn | 2026-11-28"],
    ["book flights in 2 weeks", "book flights | 2026-12-08"],
    ["book flights in three days for Ann", "book flights for Ann | 2026-11-27"],
    ["renew passport in a month", "renew passport | 2026-12-24"],
    ["tidy up next week", "tidy up | 2026-12-01"],
    ["invoice 3 days from now", "invoice | 2026-11-27"],
    ["call Bob the day after tomorrow", "call Bob | 2026-11-26"],
    ["pay taxes by end of month", "pay taxes | 2026-11-30"],
    ["presents 24 dec", "presents | 2026-12-24"],
    ["presents Dec 24", "presents | 2026-12-24"],
    ["presents 24th of December", "presents | 2026-12-24"],
    ["presents 24 dec 2027", "presents | 2027-12-24"],
    ["pay rent 1 nov", "pay rent | 2027-11-01"],
    ["dentist Sat 5 Dec", "dentist | 2026-12-05"],
    ["visa by 1.2.2027", "visa | 2027-02-01"],
  ])("%s", (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    ["tomorrow", " | 2026-11-25"],
    ["  on friday ", " | 2026-11-27"],
    ["(tomorrow)", " | 2026-11-25"],
    ["day after tomorrow", " | 2026-11-26"],
    ["on the 1st", " | 2026-12-01"],
  ])("%s alone leaves no title", (text, expected) => expect(read(text)).toBe(expected));
});

test("a part of a day goes with it", () => {
  expect(read("call mum tomorrow morning")).toBe("call mum | 2026-11-25");
  expect(read("call mum monday evening")).toBe("call mum | 2026-11-30");
});

describe("a time of day stays in the title", () => {
  test.each([
    ["dinner tomorrow at 8pm", "dinner at 8pm | 2026-11-25"],
    ["dinner at 8pm tomorrow", "dinner at 8pm | 2026-11-25"],
    ["call Ann friday 17:30", "call Ann 17:30 | 2026-11-27"],
    ["dinner tomorrow 20:00-22:00", "dinner 20:00-22:00 | 2026-11-25"],
    ["meet Bob at 5pm on friday", "meet Bob at 5pm | 2026-11-27"],
  ])("%s", (text, expected) => expect(read(text)).toBe(expected));
});

describe("what is not a due date", () => {
  test.each([
    "",
    "buy milk",
    // Months that are words, and months alone.
    "may I ask",
    "ask what I may",
    "march on",
    "plan the march",
    "plan december",
    "report for May",
    "invite 5 people in May",
    "we may 5 times fail",
    "march 3 miles",
    // Days that are words, or the beginning of something.
    "the cat sat on the mat",
    "the cat sat",
    "sat",
    "buy sun cream",
    "enjoy the sun",
    "they wed",
    "weekend trip",
    "plan the weekend",
    "sunday roast recipe",
    "friday night dinner",
    "monday meeting notes",
    "friday's notes",
    "tomorrow's notes",
    "buy a tv black friday",
    // Repeated, over, or a span.
    "every friday",
    "gym each monday",
    "notes from last friday",
    "hotel until friday",
    "shop mon-fri",
    "shop monday to friday",
    "conference 3-5 december",
    "call back about yesterday",
    "what happened 3 days ago",
    "clean up after friday",
    "finish the week",
    "friday week",
    // Two days.
    "buy milk today and tomorrow",
    // Numbers.
    "call 911",
    "in 5",
    "1st",
    "buy 3/4 inch screws",
    "drink 1/2",
    "3/4",
    "24/7",
    "rate it 10/10",
    "24/12",
    "version 2.3",
    "v1.2.2027",
    "meeting 10-11",
    "5",
    "2026",
    "report 2026-13-01",
    "report 2026-02-30",
    "31 feb",
    "feb 30",
    "0026-12-01",
    "2026-12-01-report.pdf",
    "https://example.com/2026-12-01",
    "#fri",
    "second draft",
    "second",
    // Lengths of time, and times.
    "rent a car 3 days",
    "10 min walk",
    "a week in Rome",
    "run 10k 5m",
    "read 1h",
    "meet Bob at 5pm",
    "meet at noon",
    "do it now",
    "in 5 minutes",
    "last day",
    "next year",
    "watch “Tomorrow”",
  ])("%s", (text) => expect(read(text)).toBeNull());
});

describe("where it depends", () => {
  test.each([
    ["a capital in the middle makes it a name", "call Ann Sat", "call Ann | 2026-11-28"],
    ["a word before it says so", "call Ann on sat", "call Ann | 2026-11-28"],
    ["numbers with a word before them", "pay rent by 3/4", "pay rent | 2027-04-03"],
    ["numbers with a year", "pay rent 3/4/2027", "pay rent | 2027-04-03"],
    ["a month that is a word, at the end", "pay rent may 5", "pay rent | 2027-05-05"],
    ["a month that is a word, after “on”", "on may 5 call Ann", "call Ann | 2027-05-05"],
    ["a past day with its year", "report 2026-01-31", "report | 2026-01-31"],
    ["a day that is part of a name beside one that isn't", "sunday roast on friday", "sunday roast | 2026-11-27"],
    ["the same day twice", "friday: notes for friday", "notes for friday | 2026-11-27"],
  ])("%s: %s", (_case, text, expected) => expect(read(text)).toBe(expected));

  test("a weekday on that day is today, and with “next” a week later", () => {
    expect(read("call Ann friday", "en-GB", "2026-11-27")).toBe("call Ann | 2026-11-27");
    expect(read("call Ann next friday", "en-GB", "2026-11-27")).toBe("call Ann | 2026-12-04");
  });

  test("numbers are read in the reader's order", () => {
    expect(read("pay on 3/4", "en-GB")).toBe("pay | 2027-04-03");
    expect(read("pay on 3/4", "en-US")).toBe("pay | 2027-03-04");
    expect(read("pay 3/4/2027", "en-US")).toBe("pay | 2027-03-04");
  });

  test.each([
    ["2026-03-28", "2026-03-29"],
    ["2026-10-24", "2026-10-25"],
    ["2026-12-31", "2027-01-01"],
    ["2028-02-28", "2028-02-29"],
  ])("tomorrow of %s is %s", (day, tomorrow) => expect(read("call tomorrow", "en-GB", day)).toBe(`call | ${tomorrow}`));

  test("a week over a change of clocks is seven days", () => {
    expect(read("call in 7 days", "en-GB", "2026-10-20")).toBe("call | 2026-10-27");
    expect(read("call in 7 days", "en-GB", "2026-03-25")).toBe("call | 2026-04-01");
  });
});

describe("other languages", () => {
  test.each([
    ["de-DE", "Miete morgen zahlen", "Miete zahlen | 2026-11-25"],
    ["de-DE", "Ann bis Freitag anrufen", "Ann anrufen | 2026-11-27"],
    ["de-DE", "Bericht 24.12.2026", "Bericht | 2026-12-24"],
    ["de-DE", "Bericht 2026-12-01", "Bericht | 2026-12-01"],
    ["de-DE", "mach es so", null],
    ["de-DE", "jeden Montag", null],
    ["de-DE", "Guten Morgen sagen", null],
    ["fr-FR", "payer le loyer demain", "payer le loyer | 2026-11-25"],
    ["fr-FR", "la mer", null],
    ["es-ES", "pagar mañana", "pagar | 2026-11-25"],
    ["es-ES", "correr por la mañana", null],
    ["ja-JP", "明日家賃を払う", "家賃を払う | 2026-11-25"],
    ["zh-CN", "明天付房租", "付房租 | 2026-11-25"],
  ])("%s: %s", (locale, text, expected) => expect(read(text, locale)).toBe(expected));
});
