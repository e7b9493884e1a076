import { Prisma } from "#lib/db/client.ts";

/** An instant with its time zone, so that the session's time zone can't shift it. */
export function instant(date: Date): Prisma.Sql {
  return Prisma.sql`${date.toISOString()}::timestamptz`;
}
