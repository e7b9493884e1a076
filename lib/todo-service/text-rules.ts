/** PostgreSQL stores no NUL characters. */
export const withoutNul = (text: string): boolean => !text.includes("\0");
export const nulMessage = "must not contain NUL characters";

export const atMostCharacters = (count: number): string => `use at most ${count.toLocaleString("en")} characters`;
