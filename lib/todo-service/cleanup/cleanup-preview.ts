import { z } from "zod";
import { type Database, Prisma } from "#lib/db/client.ts";
import { dueTodos } from "./cleanup-due.ts";
import { type CleanupPreview, cleanupPreviewSchema } from "./cleanup-schemas.ts";

/** Beyond this many the count says "at least", so that a preview takes no more than about a second. */
const previewLimit = 100_000;
const listLength = 20;

/**
 * A change stamped just before `asOf` may still be on its way into the database while the preview looks, and would be
 * taken unseen. Looking this far back leaves such changes after `asOf`, where no cleanup touches them.
 */
const settlingMs = 1_000;

/** JSON built by PostgreSQL has instants with an offset, whatever the session's time zone. */
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

/** What a cleanup would remove, in one statement, hence as of one snapshot. The answer's `asOf` lies 1 s further back. */
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
