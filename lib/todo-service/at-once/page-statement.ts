import { Prisma } from "#lib/db/client.ts";
import type { TextRow } from "#lib/db/prepared.ts";
import { JsonText } from "../json-text.ts";
import { listPageMax } from "../limits.ts";
import type { Page } from "../pages.ts";
import type { Todo } from "../schemas.ts";
import type { ListTodos } from "../todos/list-schemas.ts";
import { pageCondition } from "../todos/queries.ts";
import { newest, todoOrders } from "../todos/todo-order.ts";
import type { OwnerProof } from "./owner-proof.ts";
import { todoJson } from "./todo-json.ts";

/** A page as JSON, and a weak ETag that changes with it. */
export interface PageText {
  /** Null where the page has the tag that the client has. */
  readonly page: JsonText<Page<Todo>> | null;
  readonly etag: string;
}

/**
 * One row: whether the owner is proven, the tag of the page, its todos unless the client knows the tag, and the cursor
 * of the next page if there is one. The tag is a hash of the answer's content, so nothing can change one without the
 * other: no instant of a change would notice a todo that a purge takes out of the trash after it left the list.
 */
export function pageStatement(proof: OwnerProof, query: ListTodos, knownEtag: string | null): Prisma.Sql {
  const { limit, sort = "newest" } = query;
  const { orderBy, cursorText } = sort === "newest" ? newest : todoOrders[sort];
  return Prisma.sql`
    WITH caller AS MATERIALIZED (${proof}), listed AS (
      SELECT ${todoJson} AS json, ${cursorText} AS cursor, row_number() OVER (ORDER BY ${orderBy}) AS position
      FROM todo WHERE owner_id = (SELECT id FROM caller) AND ${pageCondition(query)}
      ORDER BY ${orderBy} ${atMost}
    ), page AS (
      SELECT coalesce(string_agg(json, ',') FILTER (WHERE position <= ${limit}::int), '') AS items,
        CASE WHEN count(*) > ${limit}::int THEN max(cursor) FILTER (WHERE position = ${limit}::int) END AS cursor
      FROM (SELECT * FROM listed LIMIT ${limit + 1}::int) AS shown
    ), tagged AS MATERIALIZED (
      SELECT items, cursor, hashtextextended(concat(items, cursor), 0)::text AS tag FROM page
    )
    SELECT (SELECT true FROM caller), tag, CASE WHEN tag IS DISTINCT FROM ${tagOf(knownEtag)}::text THEN items END, cursor
    FROM tagged`;
}

/**
 * PostgreSQL takes a limit that it does not know for a tenth of all rows. With many todos, the plan for any values then
 * looks dearer than one for these, so that each request is planned anew. It knows this limit.
 */
const atMost = Prisma.raw(`LIMIT ${listPageMax + 1}`);

/** The answer in that row; null where the owner is not proven. */
export function toPage(row: TextRow | undefined): PageText | null {
  const [isProven, tag, items, cursor] = row ?? [];
  if (!isProven || !tag) return null;
  const nextCursor = cursor ? `"${cursor}"` : "null";
  return {
    etag: `W/"${tag}"`,
    page: items === null ? null : new JsonText(`{"items":[${items}],"nextCursor":${nextCursor}}`),
  };
}

/** The tag in the value of `If-None-Match`, whether strong or weak; null for anything else. */
function tagOf(etag: string | null): string | null {
  return /^(?:W\/)?"(-?[0-9]{1,20})"$/.exec(etag ?? "")?.[1] ?? null;
}
