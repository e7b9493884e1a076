import { Prisma } from "#lib/db/client.ts";
import { latestNamed } from "../todos/latest-changes.ts";
import type { OwnerProof } from "./owner-proof.ts";
import { instantText } from "./todo-json.ts";

/**
 * One row with the `LatestChanges` of the owner as JSON text; none where the owner is not proven. The limit is part of
 * the text, so that PostgreSQL plans the statement once (as `pageStatement`).
 */
export function changesStatement(proof: OwnerProof): Prisma.Sql {
  const list = (table: string, column: string, name: string) =>
    Prisma.sql`
      SELECT string_agg(concat('{"id":"', id, ${Prisma.raw(`'","${name}":"', ${instantText(column)}`)}, '"}'), ','
        ORDER BY ${Prisma.raw(column)} DESC, id DESC)
      FROM (
        SELECT id, ${Prisma.raw(column)} FROM ${Prisma.raw(table)} WHERE owner_id = caller.id
        ORDER BY ${Prisma.raw(column)} DESC, id DESC LIMIT ${Prisma.raw(`${latestNamed}`)}
      ) AS latest`;
  return Prisma.sql`
    WITH caller AS MATERIALIZED (${proof})
    SELECT concat('{"changed":[', (${list("todo", "updated_at", "updatedAt")}), '],"trashed":[',
      (${list("trashed_todo", "trashed_at", "trashedAt")}), ']}')
    FROM caller`;
}
