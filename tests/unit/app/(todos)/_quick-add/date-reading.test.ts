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
});

test.each([
  [["de-DE", "en-US"], "2027-04-03"],
  [["en-US", "de-DE"], "2027-03-04"],
  [["ru-RU", "en-US"], "2027-04-03"],
])("with the languages %j numbers are in the order of the first", async (locales, dueOn) => {
  const find = await loadDueFinder(locales);
  expect(find("pay 3/4/2027", today)?.dueOn).toBe(dueOn);
});
