import { Prisma } from "#lib/db/client.ts";
import { toInstant } from "#lib/instant.ts";
import { isFinished, type RunStatus } from "../schemas.ts";
import type { RunFilter } from "./list-schemas.ts";

/** The conditions of a filter, but for its text, on `task_run`. */
export function runConditions({ task, status, trigger, error, from, to }: Omit<RunFilter, "q">): Prisma.Sql[] {
  return [
    ...(task === undefined ? [] : [Prisma.sql`task = ${task}`]),
    ...(status === undefined ? [] : [hasStatus(status)]),
    ...(trigger === undefined ? [] : [Prisma.sql`trigger = ${trigger}`]),
    ...(error === undefined ? [] : [Prisma.sql`error ->> 'name' = ${error} AND error IS NOT NULL`]),
    ...(from === undefined ? [] : [Prisma.sql`id >= ${firstIdAt(toInstant(from))}::uuid`]),
    ...(to === undefined ? [] : [Prisma.sql`id < ${firstIdAt(toInstant(to))}::uuid`]),
  ];
}

/** Indexes know how runs ended. Of those that have not, they know nothing else, since that changes often. */
function hasStatus(status: RunStatus): Prisma.Sql {
  return isFinished({ status })
    ? Prisma.sql`outcome = ${status} AND finished_at IS NOT NULL`
    : Prisma.sql`status = ${status} AND finished_at IS NULL`;
}

/** All of the conditions; true where there is none. */
export function allOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], " AND ");
}

/** The first id that a run of this instant can have: ids are UUIDv7, so the index by id knows times. */
export function firstIdAt(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
