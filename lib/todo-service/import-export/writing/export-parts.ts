import { z } from "zod";
import { type Database, Prisma } from "#lib/db/client.ts";
import { importMaxBytes, importMaxTodos } from "../../limits.ts";
import type { Owner } from "../../schemas.ts";
import type { ExportPart } from "../schemas.ts";

/** The limits of one file: those of an import. */
export interface PartLimits {
  readonly bytes: number;
  readonly todos: number;
}

export const partLimits: PartLimits = { bytes: importMaxBytes, todos: importMaxTodos };

/** The size of a todo beside title and notes, in the format that takes most. */
const frameBytes = 240;

/** More than any todo takes, so that the last one of a part fits. */
const largestTodoBytes = 128 * 1024;

const firstRows = z.array(z.object({ id: z.uuid(), count: z.int() }));

/**
 * The parts in which an owner's list is exported, newest first, each of them no more than an import accepts. `from`:
 * the todo that the first of them begins with; null for the newest.
 */
export async function exportParts(
  database: Database,
  owner: Owner,
  { bytes, todos }: PartLimits,
  from: string | null = null,
): Promise<ExportPart[]> {
  const room = Math.max(1, bytes - largestTodoBytes);
  const rows = firstRows.parse(
    await database.$queryRaw`
      WITH sized AS (
        SELECT id, ${frameBytes} + greatest(
            octet_length(to_json(title)::text) + octet_length(to_json(notes)::text),
            -- A quote is two in CSV.
            2 * (octet_length(title) + octet_length(notes))
          ) AS bytes
        FROM todo WHERE owner_id = ${owner.id}::uuid ${from === null ? Prisma.empty : Prisma.sql`AND id <= ${from}::uuid`}
      ), placed AS (
        SELECT id, row_number() OVER newest - 1 AS place, sum(bytes) OVER newest - bytes AS before
        FROM sized WINDOW newest AS (ORDER BY id DESC ROWS UNBOUNDED PRECEDING)
      )
      SELECT (array_agg(id ORDER BY place))[1] AS id, count(*)::int AS count
      FROM placed GROUP BY div(before, ${room}), place / ${todos} ORDER BY min(place)`,
  );
  return rows.map(({ id, count }, index) => ({
    from: index === 0 ? from : id,
    until: rows[index + 1]?.id ?? null,
    count,
  }));
}
