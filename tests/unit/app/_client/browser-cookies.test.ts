import { expect, test } from "vitest";
import { rememberedLocale } from "#app/_client/browser-cookies.ts";

test.each([
  ["de-DE", "en-US,en;q=0.9", "de-DE"],
  [undefined, "fr-CH, fr;q=0.9, en;q=0.8", "fr-CH"],
  [undefined, "sv;q=0.9", "sv"],
  ["de-DE-u-ca-buddhist", null, "de-DE"],
  ["no language", "ja", "ja"],
  ["", "*", "en"],
  [undefined, null, "en"],
])("the cookie %o and the header %o make dates those of %s", (cookie, header, locale) => {
  expect(rememberedLocale(cookie, header)).toBe(locale);
});
