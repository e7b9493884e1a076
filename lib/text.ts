import type { z } from "zod";

/** PostgreSQL stores no NUL characters. */
const hasNoNul = (text: string): boolean => !text.includes("\0");
const nulMessage = "must not contain NUL characters";

/** Text that can be stored, whatever it says. JSON Schema shows the rule as a pattern. */
export function storable(text: z.ZodString): z.ZodString {
  return text.refine(hasNoNul, nulMessage).meta({ pattern: "^[^\\u0000]*$" });
}

/** Text that can be stored and is trimmed to at least one character. */
export function storableWords(text: z.ZodString): z.ZodString {
  return text.refine(hasNoNul, nulMessage).meta({ pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$" });
}

export const atMostCharacters = (count: number): string => `use at most ${count.toLocaleString("en")} characters`;

/** The length of a text in characters: Unicode code points, as PostgreSQL and JSON Schema count. */
export const characterCount = (text: string): number => [...text].length;

/** Text of at most so many characters, counted as code points: zod's own `max` counts an emoji twice. */
export function ofAtMost(max: number, text: z.ZodString): z.ZodString {
  return text.refine((it) => characterCount(it) <= max, atMostCharacters(max)).meta({ maxLength: max });
}

/** The text in one line: a line break is a space, and the ends are trimmed. */
export const oneLine = (text: string): string => text.replace(/[\n\v\f\r\x85\u2028\u2029]+/g, " ").trim();

/** Whether somebody can see anything of a text: it has more than spaces, invisible and combining characters. */
export const isVisible = (text: string): boolean =>
  /[^\p{M}\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
