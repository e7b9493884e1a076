import { expect, test } from "vitest";
import { languageOf } from "#app/(todos)/_quick-add/date-reading.ts";

test.each([
  [["en-GB", "de"], "en", "en-GB"],
  [["de-AT"], "de", "de-AT"],
  [["cy", "fr-CA", "en"], "fr", "fr-CA"],
  [["zh-Hant-TW"], "zh", "zh-Hant-TW"],
  [["cy", "constructor"], "en", "en"],
  [[], "en", "en"],
])("of %j dates are read in %s, as in %s", (locales, language, locale) => {
  expect(languageOf(locales)).toEqual({ language, locale });
});
