import { z } from "zod";
import { Prisma, type Transaction } from "#lib/db/client.ts";
import { type DueRows, isDue, names } from "./due-rows.ts";

const count = z.int().min(0);
const outcomeRow = z.tuple([
  z.object({
    deleted: count,
    seen: count,
    last_at: z.iso.datetime().nullable(),
    last_id: z.uuid().nullable(),
    locked_ids: z.array(z.uuid()),
  }),
]);

/** The fate of the candidates of a batch. */
export type DeleteOutcome = z.output<typeof outcomeRow>[0];

/** Deletes the candidates that nobody has locked. `candidates` is the condition after WHERE. */
export async function deleteUnlocked(
  transaction: Transaction,
  rows: DueRows,
  candidates: Prisma.Sql,
): Promise<DeleteOutcome> {
  return outcomeRow.parse(await transaction.$queryRaw(deleteUnlockedStatement(rows, candidates)))[0];
}

const instantText = Prisma.raw(`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`);

/** An instant as text, to the microsecond. */
export function instantOf(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', ${instantText})`;
}

/** The statement of `deleteUnlocked`. */
export function deleteUnlockedStatement(rows: DueRows, candidates: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    ${deletingCandidates(rows, candidates)}
    SELECT
      tally.deleted, tally.seen, last.last_at, last.last_id,
      CASE WHEN tally.deleted < tally.seen
        THEN ARRAY(SELECT row_id::text FROM candidate WHERE row_id NOT IN (SELECT id FROM deleted))
        ELSE '{}' END AS locked_ids
    FROM (SELECT (SELECT count(*)::int FROM deleted) AS deleted, (SELECT count(*)::int FROM candidate) AS seen) AS tally
    LEFT JOIN (
      SELECT ${instantOf(Prisma.sql`row_key`)} AS last_at, row_id::text AS last_id
      FROM candidate ORDER BY row_key DESC, row_id DESC LIMIT 1
    ) AS last ON true`;
}

/**
 * The CTEs that find the candidates, lock the unlocked ones, delete them and move them. A row that changed after the
 * statement's snapshot has another ctid, so it is never deleted unseen: it counts as locked.
 */
export function deletingCandidates(rows: DueRows, candidates: Prisma.Sql): Prisma.Sql {
  const { table, ctid, key, id } = names(rows);
  const { join, lock } = parentOf(rows);
  return Prisma.sql`
    WITH candidate AS MATERIALIZED (
      SELECT ${ctid} AS place, ${key} AS row_key, ${id} AS row_id FROM ${table} WHERE ${candidates}
    ), lockable AS MATERIALIZED (
      SELECT ${ctid} AS place
      FROM candidate JOIN ${table} ON ${ctid} = candidate.place ${join}
      WHERE ${isDue(rows)}
      FOR UPDATE OF ${table} SKIP LOCKED ${lock}
    ), deleted AS (
      DELETE FROM ${table} USING lockable WHERE ${ctid} = lockable.place AND ${isDue(rows)} RETURNING ${table}.*
    )
    ${rows.moveTo ? Prisma.sql`, moved AS (${rows.moveTo.insert})` : Prisma.empty}`;
}

function parentOf({ table, moveTo }: DueRows): { join: Prisma.Sql; lock: Prisma.Sql } {
  if (!moveTo) return { join: Prisma.empty, lock: Prisma.empty };
  const { parent } = moveTo;
  return {
    join: Prisma.raw(`JOIN "${parent.table}" AS parent ON parent.id = "${table}"."${parent.column}"`),
    lock: Prisma.sql`FOR KEY SHARE OF parent SKIP LOCKED`,
  };
}
