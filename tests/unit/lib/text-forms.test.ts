import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { foldedText, normalText, searchWords } from "#lib/text-forms.ts";

describe("the normal form", () => {
  it.each([
    ["cafe\u0301", "café"],
    ["  a\u00a0\u202f b\ufeff", "a b"],
    ["a\u2007b\nc", "a b c"],
    ["Straße", "Straße"],
  ])("of %j is %j", (text, normal) => expect(normalText(text)).toBe(normal));

  test("of a normal form is the same", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => normalText(normalText(text)) === normalText(text)));
  });
});

describe("the folded form", () => {
  it.each([
    ["mull", "Müll"],
    ["mull", "Mu\u0308ll"],
    ["cafe", "CAFÉ"],
    ["STRASSE", "Straße"],
    ["strasse", "STRAẞE"],
    ["ὀδυσσεύσ", "ΟΔΥΣΣΕΥΣ"],
    ["Οδυσσεύς", "οδυσσευσ"],
    ["istanbul", "İSTANBUL"],
    ["ısparta", "Isparta"],
    ["ёлка", "ЕЛКА"],
    ["lodz", "Łódź"],
    ["aeroskobing", "Ærøskøbing"],
    ["file", "ﬁle"],
    ["ＡＢＣ１", "abc1"],
    ["한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"],
    ["co\u00adop", "coop"],
    ["O'Brien", "O’Brien"],
    ["l'été", "l‘ete"],
    ["Hawai'i", "Hawaiʻi"],
    ['"quoted" "zitiert"', "“quoted” „zitiert‟"],
    ["co-op", "co\u2011op"],
    ["co\u2010op 1-2-3-4-5", "co-op 1\u20122–3—4−5"],
    ["1/2", "½"],
    ["مُحَمَّد", "محمد"],
  ])("of %j equals that of %j", (one, other) => expect(foldedText(one)).toBe(foldedText(other)));

  it.each([
    ["は", "ば"],
    ["की", "कि"],
    ["ท", "ที่"],
  ])("of %j differs from that of %j, which is another word", (one, other) =>
    expect(foldedText(one)).not.toBe(foldedText(other)),
  );

  test("does not depend on how characters are composed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldedText(text.normalize("NFD"))).toBe(foldedText(text.normalize("NFC")));
      }),
    );
  });
});

test("a search has the words between white space, folded", () => {
  expect(searchWords("  Zwei\u00a0Äpfel,\n ZWEI\u202fBirnen ")).toEqual(["zwei", "apfel,", "zwei", "birnen"]);
  expect(searchWords(" \n ")).toEqual([]);
  for (const nothing of ["\u0301", "´", "\u200b", "\u00ad"]) expect(searchWords(` ${nothing} `)).toEqual([nothing]);
});
