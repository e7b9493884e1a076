import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type DueFinder, loadDueFinder } from "#app/(todos)/_quick-add/date-reading.ts";

interface Case {
  readonly today: string;
  readonly locale: string;
  readonly typed: string;
  /** A day such as 2026-12-01, or "-" for none. */
  readonly due: string;
  readonly title: string;
}

const file = readFileSync(new URL("./due-phrase.cases.txt", import.meta.url), "utf8");

/** The cases of the file under their headings. */
const kinds = file
  .split(/\n\n(?=#)/)
  .map((block) => {
    const lines = block.split("\n").filter((line) => line !== "");
    const cases = lines
      .filter((line) => !line.startsWith("#"))
      .map((line): Case => {
        const [today = "", locale = "", typed = "", due = "", title = ""] = line.split("\t");
        return { today, locale, typed, due, title };
      });
    return { kind: lines[0]?.replace(/^# |\.$/g, "") ?? "", cases };
  })
  .filter(({ cases }) => cases.length > 0);

const finders = new Map<string, DueFinder>();
beforeAll(async () => {
  const locales = new Set(kinds.flatMap(({ cases }) => cases.map(({ locale }) => locale)));
  for (const locale of locales) finders.set(locale, await loadDueFinder([locale]));
});

test("there are cases of every kind in every language", () => {
  const all = kinds.flatMap(({ cases }) => cases);
  expect(all.length).toBeGreaterThan(600);
  const languages = new Set(all.map(({ locale }) => locale.slice(0, 2)));
  expect([...languages].sort()).toEqual(["de", "en", "es", "fr", "it", "ja", "nl", "pt", "sv", "zh"]);
});

describe.each(kinds)("$kind", ({ cases }) => {
  test.each(cases)("$locale, $today: $typed", ({ today, locale, typed, due, title }) => {
    const found = finders.get(locale)?.(typed, today) ?? null;
    expect(found && { due: found.dueOn, title: found.title }).toEqual(due === "-" ? null : { due, title });
  });
});
