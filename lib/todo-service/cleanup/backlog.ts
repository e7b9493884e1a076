import { z } from "zod";
import { type Database, Prisma } from "#lib/db/client.ts";
import { instant } from "../instant.ts";
import type { CleanupBacklog } from "./cleanup-schemas.ts";

/** Counts no further than this, so that a look costs milliseconds, however many todos wait. */
const countLimit = 10_000;

export interface CleanupBacklogs {
  /** The todos that wait for cleanup by their owners' retention. One probe of the index when there are none. */
  backlog(now: Date): Promise<CleanupBacklog>;
}

const backlogRow = z.tuple([z.object({ oldest: z.date().nullable(), count: z.int() })]);

export function createBacklog(database: Database, limit = countLimit): CleanupBacklogs {
  return {
    async backlog(now) {
      const [{ oldest, count }] = backlogRow.parse(await database.$queryRaw(backlogQuery(now, limit)));
      return {
        oldestDueAt: oldest?.toISOString() ?? null,
        count: Math.min(count, limit),
        isComplete: count <= limit,
      };
    },
  };
}

function backlogQuery(now: Date, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT min(expires_at) AS oldest, count(*)::int AS count
    FROM (
      SELECT expires_at FROM todo WHERE expires_at <= ${instant(now)}
      ORDER BY expires_at, id LIMIT ${limit + 1}
    ) AS due`;
}
