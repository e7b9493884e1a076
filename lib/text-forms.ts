// The forms in which texts are compared. The functions `normal_text` and `folded_text` of the database make the same
// ones. White space is what JavaScript's `\s` holds, U+00A0, U+2007, U+202F and U+FEFF included.

/** Whether two texts read the same: composed characters (NFC), one space for any white space, none at the ends. */
export function normalText(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** Characters that search ignores, as ranges of a character class. */
const leftOutRanges = [
  // Accents of Latin, Greek and Cyrillic
  String.raw`\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f`,
  // Points of Hebrew and Arabic
  String.raw`\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670`,
  // Characters that nobody sees
  String.raw`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f`,
];
const leftOut = new RegExp(`[${leftOutRanges.join("")}]`, "g");

/** Letters that Unicode does not decompose, with the spelling of people whose keyboard lacks them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ł: "l",
  ŧ: "t",
  ı: "i",
  ς: "σ",
};

/** The marks that keyboards have, each with those that phones and word processors make of it. */
const typographicMarks = { "'": "‘’‚‛ʼʻ", '"': "“”„‟", "-": "\u2010\u2011\u2012–—―−", "/": "⁄" } as const;

const plainForms: ReadonlyMap<string, string> = new Map([
  ...Object.entries(plainLetters),
  ...Object.entries(typographicMarks).flatMap(([plain, marks]) => [...marks].map((mark) => [mark, plain] as const)),
]);
const withPlainForm = new RegExp(`[${[...plainForms.keys()].join("")}]`, "g");

/** The form that is searched: compatible characters (NFKD) without case, accents and invisible characters. */
export function foldedText(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(leftOut, "")
    .replace(withPlainForm, (character) => plainForms.get(character) ?? character);
}

/** The words of a search, folded. A text is found when it holds each of them, in any order. */
export function searchWords(query: string): string[] {
  const words = foldedText(query).split(/\s+/).filter(Boolean);
  const given = query.trim();
  // A query of nothing but a lone accent is not empty: it finds no text, whereas an empty one finds all.
  return words.length === 0 && given !== "" ? [given] : words;
}
