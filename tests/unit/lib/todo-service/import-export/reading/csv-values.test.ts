import { describe, expect, it } from "vitest";
import { loadDueFinder } from "#app/(todos)/_quick-add/date-reading.ts";
import { booleanOf, csvDatesFor } from "#lib/todo-service/import-export/reading/csv-values.ts";

const dates = (language: string, timeZone = "Europe/Berlin") => csvDatesFor({ timeZone, languages: [language] });

describe("a day", () => {
  it.each([
    ["de", "01.12.2026", "2026-12-01"],
    ["de", "1.12.26", "2026-12-01"],
    ["en-US", "12/1/2026", "2026-12-01"],
    ["en-GB", "01/12/2026", "2026-12-01"],
    ["fr", "01/12/2026", "2026-12-01"],
    ["nl", "1-12-2026", "2026-12-01"],
    ["sv", "2026-12-01", "2026-12-01"],
    ["ja", "2026/12/01", "2026-12-01"],
    ["ja", "2026年12月1日", "2026-12-01"],
    ["zh", "2026/12/1", "2026-12-01"],
    ["de", "2026-12-01 00:00:00", "2026-12-01"],
    ["en-US", "31.12.2026", "2026-12-31"],
    ["en-US", "31/13/2026", "31/13/2026"],
    ["en-GB", "05.13.2026", "05.13.2026"],
    ["de", "31.02.2026", "31.02.2026"],
    ["de", "soon", "soon"],
    ["de", "1.2", "1.2"],
  ])("of a file in %s: %s", (language, cell, day) => {
    expect(dates(language).dayOf(cell)).toBe(day);
  });
});

it.each([
  ["en-GB", "2026-05-12"],
  ["en-US", "2026-12-05"],
  ["en-CA", "2026-12-05"],
  ["fr-CA", "2026-12-05"],
  ["ja-JP", "2026-12-05"],
  ["sv", "2026-05-12"],
])("in %s, 12/5/2026 is the day that quick add makes of it", async (language, day) => {
  expect(dates(language).dayOf("12/5/2026")).toBe(day);
  const find = await loadDueFinder([language]);
  expect(find("pay 12/5/2026", "2026-01-01")?.dueOn).toBe(day);
});

it.each([
  [
    "en-GB",
    "05/13/2026",
    "read with the day first, as your language writes them, but “05/13/2026” has the month first",
  ],
  ["en-US", "31-12-26", "read with the month first, as your language writes them, but “31-12-26” has the day first"],
])("in %s, %s has the order of another language, in which all dates of its file may be", (language, cell, message) => {
  expect(() => dates(language).dayOf(cell)).toThrow(message);
  expect(() => dates(language).momentOf(`${cell} 08:30`)).toThrow("Write all dates as 2026-12-01");
});

describe("an instant", () => {
  it.each([
    ["de", "01.07.2026 08:30", "2026-07-01T06:30:00.000Z"],
    ["en-US", "12/1/2026 8:30:15 PM", "2026-12-01T19:30:15.000Z"],
    ["en-US", "12/1/2026 12:05 AM", "2026-11-30T23:05:00.000Z"],
    ["de", "2026-12-01 08:30:00", "2026-12-01T07:30:00.000Z"],
    ["de", "2026-12-01T08:30:00.000Z", "2026-12-01T08:30:00.000Z"],
    ["de", "2026-12-01T08:30:00+02:00", "2026-12-01T08:30:00+02:00"],
    ["de", "01.12.2026 25:00", "01.12.2026 25:00"],
    ["de", "01.12.2026", "2026-12-01"],
  ])("of a file in %s: %s", (language, cell, instant) => {
    expect(dates(language).momentOf(cell)).toBe(instant);
  });
});

it("true and false come in the languages of spreadsheets", () => {
  for (const word of ["TRUE", "WAHR", "vrai", " Verdadero", "SANT", "はい", "1"]) expect(booleanOf(word)).toBe(true);
  for (const word of ["FALSE", "FALSCH", "faux", "Onwaar", "否", "0"]) expect(booleanOf(word)).toBe(false);
  expect(booleanOf("perhaps")).toBe("perhaps");
});
