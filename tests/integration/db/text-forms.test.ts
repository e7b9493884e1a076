import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { foldedText, normalText } from "#lib/text-forms.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";

const test = setUpTestDatabase();

/** The forms that the database makes of each text. */
async function databaseForms(texts: readonly string[]): Promise<{ normal: string; folded: string }[]> {
  return await withConnection(test.url, async (client) => {
    const { rows } = await client.query<{ normal: string; folded: string }>(
      `SELECT normal_text(given) AS normal, folded_text(given) AS folded
       FROM unnest($1::text[]) WITH ORDINALITY AS each(given, place) ORDER BY place`,
      [texts],
    );
    return rows;
  });
}

const programForms = (texts: readonly string[]) =>
  texts.map((text) => ({ normal: normalText(text), folded: foldedText(text) }));

/** Letters that Node's Unicode 17 knows and PostgreSQL 18's Unicode 16 doesn't. */
const isNewerThanDatabase = (code: number) =>
  [0xa7ce, 0xa7d2, 0xa7d4, 0xa7f1].includes(code) || (code >= 0x16ea0 && code <= 0x16eb8);

const isScalar = (code: number) => code > 0 && (code < 0xd800 || code > 0xdfff) && !isNewerThanDatabase(code);

/**
 * Of the astral characters only those that have another form, so that a test takes a second or two. Above the third
 * plane there is none.
 */
const characters = Array.from({ length: 0x30000 }, (_, code) => code)
  .filter(isScalar)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => character.length === 1 || foldedText(character) !== character);

describe("database and program make the same form", () => {
  it("of each character between two letters", async () => {
    const texts = characters.map((character) => `a${character}b`);
    const [made, expected] = [await databaseForms(texts), programForms(texts)];
    const differing = texts.filter(
      (_, index) => made[index]?.normal !== expected[index]?.normal || made[index]?.folded !== expected[index]?.folded,
    );
    expect(differing).toEqual([]);
  });

  it("of any text", async () => {
    const spaces = fc.constantFrom(..." \t\n\r\v\f\u0085\u00a0\u1680\u2007\u202f\u2028\u3000\ufeff");
    const letters = fc.constantFrom(..."aAéÉe\u0301ßẞΣςσİIıŁÆœЙй한각が\u3099ﬁ①\u0323\u0301\u200d\ufe0f’„–\u2011½");
    const anything = fc
      .string({ unit: "binary", minLength: 1, maxLength: 1 })
      .filter((it) => isScalar(it.codePointAt(0) ?? 0));
    const text = fc.array(fc.oneof(spaces, letters, anything), { maxLength: 30 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 200, maxLength: 200 }), async (texts) => {
        expect(await databaseForms(texts)).toEqual(programForms(texts));
      }),
      { numRuns: 5 },
    );
  });
});
