import { Prisma } from "#lib/db/client.ts";

/** A column with an instant as `toISOString` writes it. */
export const instantText = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const instantOrNull = (column: string) => `coalesce('"' || ${instantText(column)} || '"', 'null')`;

/**
 * A row of `todo` as the JSON text of a `Todo`, letter by letter as `JSON.stringify` writes `toTodo`. Written out,
 * since `json_build_object` takes twice as long and PostgreSQL's own form of an instant differs.
 */
export const todoJson = Prisma.raw(`concat(
  '{"id":"', todo.id, '","title":', to_json(title), ',"notes":', to_json(notes),
  ',"dueOn":', coalesce(to_json(due_on)::text, 'null'), ',"completedAt":', ${instantOrNull("completed_at")},
  ',"pinned":', CASE WHEN pinned THEN 'true' ELSE 'false' END, ',"expiresAt":', ${instantOrNull("expires_at")},
  ',"createdAt":"', ${instantText("created_at")}, '","updatedAt":"', ${instantText("updated_at")}, '"}')`);
