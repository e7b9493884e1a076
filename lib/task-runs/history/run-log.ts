import { Prisma } from "#lib/db/client.ts";
import type { LogLevel } from "./run-log-schemas.ts";

/** A run's log holds at most so many lines. */
const logMax = 100;

/** Progress leaves room for later attempts. */
const progressMax = 70;

/** Handlers say at most so much; the start of later attempts always has room. */
export const messagesMax = 90;
export const messageMaxLength = 500;

/** Progress is logged at most this often. */
const progressSeconds = 5;

/** The new value of the column `log`: with the start of an attempt. */
export function withStart(now: Date): Prisma.Sql {
  return withLine(
    Prisma.sql`jsonb_build_object('kind', 'started', 'at', ${now.toISOString()}::text, 'attempt', attempt + 1)`,
  );
}

/** The new value of the column `log`: with progress, unless a line was added a few seconds ago. `progress`: as JSON. */
export function withProgress(progress: string, now: Date): Prisma.Sql {
  const since = new Date(now.getTime() - progressSeconds * 1000).toISOString();
  return Prisma.sql`CASE WHEN jsonb_array_length(log) < ${progressMax} AND coalesce(log -> -1 ->> 'at', '') < ${since}
    THEN log || jsonb_build_array(jsonb_build_object(
      'kind', 'progress', 'at', ${now.toISOString()}::text, 'attempt', attempt, 'progress', ${progress}::jsonb))
    ELSE log END`;
}

/** The new value of the column `log`: with a message of the handler. */
export function withMessage({ level, text }: { level: LogLevel; text: string }, now: Date): Prisma.Sql {
  return withLine(
    Prisma.sql`jsonb_build_object('kind', 'message', 'at', ${now.toISOString()}::text, 'attempt', attempt,
      'level', ${level}::text, 'text', ${text}::text)`,
    messagesMax,
  );
}

function withLine(entry: Prisma.Sql, max = logMax): Prisma.Sql {
  return Prisma.sql`CASE WHEN jsonb_array_length(log) < ${max} THEN log || jsonb_build_array(${entry}) ELSE log END`;
}
