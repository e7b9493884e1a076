import { z } from "zod";
import { type Database, Prisma } from "#lib/db/client.ts";
import { dueTodos } from "./cleanup-due.ts";
import { type CleanupPreview, cleanupPreviewSchema } from "./cleanup-schemas.ts";

/** Counts no further than this, so that a preview takes at most about a second. */
const previewLimit = 100_000;
const listLength = 20;

/**
 * A change stamped just before `asOf` may not be committed when the preview looks, and would be taken unseen. With an
 * `asOf` this far back, such changes lie after it, and a cleanup leaves them alone.
 */
const settlingMs = 1_000;

/** PostgreSQL's JSON has instants with the offset of the session's time zone. */
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const previewRow = z.tuple([
  z.object({
    preview: cleanupPreviewSchema.omit({ asOf: true, days: true, isComplete: true }).extend({
      oldest: instant.nullable(),
      newest: instant.nullable(),
      sample: z.array(
        cleanupPreviewSchema.shape.sample.element.extend({ completedAt: instant, expiresAt: instant.nullable() }),
      ),
    }),
  }),
]);

/** Previews a cleanup in one statement, hence one snapshot. The answer's `asOf` is 1 s earlier than the request's. */
export async function previewCleanup(
  database: Database,
  request: { readonly days?: number; readonly asOf: Date },
  limit = previewLimit,
): Promise<CleanupPreview> {
  const asOf = new Date(request.asOf.getTime() - settlingMs);
  const [{ preview }] = previewRow.parse(await database.$queryRaw(previewQuery({ ...request, asOf }, limit)));
  return {
    asOf: asOf.toISOString(),
    days: request.days ?? null,
    ...preview,
    count: Math.min(preview.count, limit),
    isComplete: preview.count <= limit,
  };
}

function previewQuery(request: { readonly days?: number; readonly asOf: Date }, limit: number): Prisma.Sql {
  const { key, due } = dueTodos(request);
  const column = Prisma.raw(`todo."${key}"`);
  return Prisma.sql`
    WITH due AS MATERIALIZED (
      SELECT todo.id, todo.owner_id, todo.completed_at, ${column} AS key
      FROM todo WHERE ${due} ORDER BY ${column}, todo.id LIMIT ${limit + 1}
    ), counted AS MATERIALIZED (
      SELECT * FROM due ORDER BY key, id LIMIT ${limit}
    ), owners AS (
      SELECT owner_id, count(*)::int AS count FROM counted GROUP BY owner_id
    ), most AS (
      SELECT owner_id, name, count FROM owners JOIN "user" ON "user".id = owner_id
      ORDER BY count DESC, owner_id LIMIT ${listLength}
    ), sample AS (
      SELECT todo.id, title, owner_id, name, todo.completed_at, expires_at, key
      FROM (SELECT id, key FROM counted ORDER BY key, id LIMIT ${listLength}) AS first
      JOIN todo USING (id) JOIN "user" ON "user".id = owner_id
    )
    SELECT json_build_object(
      'count', (SELECT count(*) FROM due),
      'oldest', (SELECT min(completed_at) FROM counted),
      'newest', (SELECT max(completed_at) FROM counted),
      'owners', json_build_object(
        'count', (SELECT count(*) FROM owners),
        'most', (SELECT coalesce(json_agg(json_build_object('id', owner_id, 'name', name, 'count', count)
          ORDER BY count DESC, owner_id), '[]') FROM most)),
      'sample', (SELECT coalesce(json_agg(json_build_object('id', id, 'title', title,
        'owner', json_build_object('id', owner_id, 'name', name), 'completedAt', completed_at, 'expiresAt', expires_at)
        ORDER BY key, id), '[]') FROM sample)
    ) AS preview`;
}
