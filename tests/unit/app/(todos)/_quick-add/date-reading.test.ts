import { expect, test } from "vitest";
import { languagesOf, loadDueFinder } from "#app/(todos)/_quick-add/date-reading.ts";

test.each([
  [
    ["en-GB", "de"],
    ["en", "de"],
  ],
  [
    ["de-AT", "de", "en"],
    ["de", "en"],
  ],
  [
    ["cy", "fr-CA", "en"],
    ["fr", "en"],
  ],
  [["zh-Hant-TW"], ["zh"]],
  [["ru", "constructor"], ["en"]],
  [[], ["en"]],
])("with the languages %j dates are read in %j", (locales, languages) => {
  expect(languagesOf(locales)).toEqual(languages);
});

const today = "2026-11-26";

test("a reader's first language is tried first, and the next one where that finds no date at all", async () => {
  const find = await loadDueFinder(["de-DE", "en-US"]);
  expect(find("Miete morgen zahlen", today)).toEqual({ dueOn: "2026-11-27", words: "morgen", title: "Miete zahlen" });
  expect(find("pay rent tomorrow", today)?.dueOn).toBe("2026-11-27");
  expect(find("letzten Montag, not tomorrow", today)).toBeNull();
  expect(find("am Montag und Mittwoch, not tomorrow", today)).toBeNull();
});

test.each([
  ["de-DE", "do laundry tomorrow", "do laundry"],
  ["nl-NL", "do laundry tomorrow", "do laundry"],
  ["de-DE", "call Ann so she knows tomorrow", "call Ann so she knows"],
  ["nl-NL", "fly to Za tomorrow", "fly to Za"],
])("a word of %s that is no date where it stands leaves “%s” to the next language", async (locale, text, title) => {
  const find = await loadDueFinder([locale, "en-US"]);
  expect(find(text, today)).toEqual({ dueOn: "2026-11-27", words: "tomorrow", title });
});

test.each([
  [["de-DE", "en-US"], "2027-04-03"],
  [["en-US", "de-DE"], "2027-03-04"],
  [["ru-RU", "en-US"], "2027-04-03"],
])("with the languages %j numbers are in the order of the first", async (locales, dueOn) => {
  const find = await loadDueFinder(locales);
  expect(find("pay 3/4/2027", today)?.dueOn).toBe(dueOn);
});

test.each(["ko-KR", "hu-HU"])("with %s a date begins with its year and has spaces", async (locale) => {
  const find = await loadDueFinder([locale]);
  expect(find("pay 2026. 12. 5. rent", today)).toMatchObject({ dueOn: "2026-12-05", title: "pay rent" });
});
