import { z } from "zod";
import { type Database, Prisma } from "#lib/db/client.ts";
import { instant } from "./cleanup-due.ts";
import type { CleanupBacklog } from "./cleanup-schemas.ts";

/** Beyond this many the count says "at least", so that looking costs milliseconds whatever has piled up. */
const countLimit = 10_000;

export interface CleanupBacklogs {
  /** What waits for cleanup by its owner's retention: one probe of the index when nothing does. */
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
    FROM (SELECT expires_at FROM todo WHERE expires_at <= ${instant(now)} ORDER BY expires_at, id LIMIT ${limit + 1}) AS due`;
}
