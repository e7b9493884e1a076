import { type Database, Prisma } from "#lib/db/client.ts";
import { likePattern } from "#lib/db/lists/text-search.ts";
import { searchWords } from "#lib/text-forms.ts";
import type { RunCount } from "./list-schemas.ts";
import { allOf } from "./run-conditions.ts";

/** Runs that a search looks at one by one, newest first, before it asks the index of texts. */
const newestFirst = 2_000;

/** As many for words of one or two letters, which that index does not know. They are found in most runs. */
const shortWordsLimit = 10_000;

/** The characters of a trigram. */
const indexedLetters = 3;

/** A page of a search. */
export interface FoundRuns {
  readonly ids: readonly string[];
  /** The place at which the search goes on, if it stopped before a page was full; null at the end. */
  readonly lookedUntil: string | null;
}

/** Finds runs by words in their texts or in their requester's name and address. */
export interface RunSearch {
  /** The newest runs that meet all conditions, at most `count`. */
  newest(filter: readonly Prisma.Sql[], q: string, count: number): Promise<FoundRuns>;
  /** Counts the runs that meet all conditions, up to `most`. */
  count(filter: readonly Prisma.Sql[], q: string, most: number): Promise<RunCount>;
}

export function createRunSearch(database: Database): RunSearch {
  const conditions = (q: string) => Promise.all(searchWords(q).map((word) => holdsWord(database, word)));

  const idsIn = async (source: Prisma.Sql, text: Prisma.Sql, count: number) =>
    (
      await database.$queryRaw<{ id: string }[]>`
        WITH found AS MATERIALIZED (SELECT id FROM ${source} WHERE ${text})
        SELECT id FROM found ORDER BY id DESC LIMIT ${count}`
    ).map(({ id }) => id);

  const window = (filter: readonly Prisma.Sql[], size: number) => Prisma.sql`(
    SELECT id, search_text, requested_by FROM task_run WHERE ${allOf(filter)} ORDER BY id DESC LIMIT ${size}) AS newest`;

  const endOfWindow = async (filter: readonly Prisma.Sql[], size: number) => {
    const [row] = await database.$queryRaw<{ id: string }[]>`
      SELECT id FROM task_run WHERE ${allOf(filter)} ORDER BY id DESC OFFSET ${size - 1} LIMIT 1`;
    return row?.id ?? null;
  };

  return {
    async count(filter, q, most) {
      const text = allOf(await conditions(q));
      const isBounded = q !== "" && !isIndexed(q);
      const found = isBounded
        ? Prisma.sql`SELECT id FROM ${window(filter, shortWordsLimit)} WHERE ${text}`
        : q === ""
          ? Prisma.sql`SELECT id FROM task_run WHERE ${allOf(filter)}`
          : finishedAndOthers(allOf([...filter, text]));
      const [row] = await database.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM (${found} LIMIT ${most + 1}) AS counted`;
      const count = row?.count ?? 0;
      const isAll = !isBounded || (await endOfWindow(filter, shortWordsLimit)) === null;
      return { count: Math.min(count, most), isComplete: count <= most && isAll };
    },

    async newest(filter, q, count) {
      const text = allOf(await conditions(q));
      if (!isIndexed(q)) {
        const ids = await idsIn(window(filter, shortWordsLimit), text, count);
        return { ids, lookedUntil: ids.length < count ? await endOfWindow(filter, shortWordsLimit) : null };
      }
      // A common word fills the page from the newest runs; the index would find all of its runs first.
      const recent = await idsIn(window(filter, newestFirst), text, count);
      if (recent.length === count) return { ids: recent, lookedUntil: null };
      return { ids: await indexedIds(database, allOf([...filter, text]), count), lookedUntil: null };
    },
  };
}

/** Whether the index of texts can find some word of a search. */
export function isIndexed(q: string): boolean {
  return searchWords(q).some((word) => word.length >= indexedLetters);
}

/** The index of texts has finished runs only; the few others are read. */
const finishedAndOthers = (conditions: Prisma.Sql) => Prisma.sql`
  SELECT id FROM task_run WHERE finished_at IS NOT NULL AND ${conditions}
  UNION ALL
  SELECT id FROM task_run WHERE finished_at IS NULL AND ${conditions}`;

async function indexedIds(database: Database, conditions: Prisma.Sql, count: number): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    WITH found AS MATERIALIZED (${finishedAndOthers(conditions)})
    SELECT id FROM found ORDER BY id DESC LIMIT ${count}`;
  return rows.map(({ id }) => id);
}

/** The condition that the text of a run, or its requester's name and address, holds a word. */
async function holdsWord(database: Database, word: string): Promise<Prisma.Sql> {
  const pattern = likePattern(word);
  const people = await database.$queryRaw<{ id: string }[]>`
    SELECT id FROM "user" WHERE folded_text(name || ' ' || email) LIKE ${pattern}`;
  const inText = Prisma.sql`search_text LIKE ${pattern}`;
  if (people.length === 0) return inText;
  return Prisma.sql`(${inText} OR requested_by = ANY(${people.map(({ id }) => id)}::uuid[]))`;
}
