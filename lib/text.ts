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
