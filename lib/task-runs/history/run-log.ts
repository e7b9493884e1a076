import { z } from "zod";
import { Prisma } from "#lib/db/client.ts";

/** A run's log holds at most so many lines. */
const logMax = 100;

/** Progress leaves room for later attempts. */
const progressMax = 70;

/** Handlers say at most so much; the start of later attempts always has room. */
export const messagesMax = 90;
export const messageMaxLength = 500;

export const logLevels = ["info", "warn"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Progress is logged at most this often. */
const progressSeconds = 5;

const line = { at: z.iso.datetime(), attempt: z.int() };

/** A line of a run's log. Its other events stand in columns of their own. */
export const logLineSchema = z.discriminatedUnion("kind", [
  z.object({ ...line, kind: z.literal("started") }),
  z.object({ ...line, kind: z.literal("progress"), progress: z.json() }),
  /** A message of the handler. */
  z.object({ ...line, kind: z.literal("message"), level: z.enum(logLevels), text: z.string() }),
]);
export type LogLine = z.output<typeof logLineSchema>;

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
