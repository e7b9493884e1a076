import { type Database, Prisma } from "#lib/db/client.ts";
import type { Logger } from "#lib/logger.ts";
import { runCountMax } from "../limits.ts";
import { readableRuns } from "../run-rows.ts";
import type { Run } from "../schemas.ts";
import { readErrorNames } from "./error-names.ts";
import type { ListRuns, RunCount, RunFilter } from "./list-schemas.ts";
import { allOf, runConditions } from "./run-conditions.ts";
import { type RunPulse, readRunPulse } from "./run-pulse.ts";
import { createRunSearch } from "./run-search.ts";

/** Lists and counts runs. No statement takes long, however many runs there are. */
export interface RunList {
  /**
   * Newest first. A page may have fewer runs than `limit` and yet a next cursor: a search stops after many runs and
   * goes on from there.
   */
  list(query: ListRuns): Promise<{ items: Run[]; nextCursor: string | null }>;
  /** Counts the runs that a filter lets through, at most 1,000. */
  count(filter: RunFilter): Promise<RunCount>;
  /** The names of the errors that runs have, at most 50. */
  errorNames(): Promise<string[]>;
  /** Whether anything happened to the runs since a pulse before. */
  pulse(): Promise<RunPulse>;
}

export function createRunList(database: Database, logger: Logger): RunList {
  const search = createRunSearch(database);

  const newest = async (conditions: readonly Prisma.Sql[], q: string, count: number) => {
    if (q !== "") return search.newest(conditions, q, count);
    const rows = await database.$queryRaw<{ id: string }[]>`
      SELECT id FROM task_run WHERE ${allOf(conditions)} ORDER BY id DESC LIMIT ${count}`;
    return { ids: rows.map(({ id }) => id), lookedUntil: null };
  };

  return {
    async list({ q, limit, cursor, ...filter }) {
      const conditions = [...runConditions(filter), ...(cursor ? [Prisma.sql`id < ${cursor}::uuid`] : [])];
      const { ids, lookedUntil } = await newest(conditions, q, limit + 1);
      const page = ids.slice(0, limit);
      const rows = await database.taskRun.findMany({ where: { id: { in: page } }, orderBy: { id: "desc" } });
      const nextCursor = ids.length > limit ? (page.at(-1) ?? null) : lookedUntil;
      return { items: readableRuns(rows, logger), nextCursor };
    },

    count: ({ q, ...filter }) => search.count(runConditions(filter), q, runCountMax),

    errorNames: () => readErrorNames(database),

    pulse: () => readRunPulse(database),
  };
}
