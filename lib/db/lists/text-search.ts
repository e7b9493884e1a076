import { searchWords } from "#lib/text-forms.ts";
import { Prisma } from "../client.ts";

/** The condition that a folded text holds every word of a query. All texts meet a query without words. */
export function holdsEveryWord(folded: Prisma.Sql, query: string): Prisma.Sql {
  const conditions = searchWords(query).map((word) => Prisma.sql`${folded} LIKE ${likePattern(word)}`);
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, " AND ");
}

/** The LIKE pattern for texts that hold a word. */
export function likePattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, "\\$&")}%`;
}
