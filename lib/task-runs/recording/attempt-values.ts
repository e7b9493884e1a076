import { Prisma } from "#lib/db/client.ts";
import { CLOCK_TOLERANCE_MS } from "../clocks/clock-guard.ts";
import { withStart } from "../history/run-log.ts";
import type { Json } from "../json.ts";

/** New values of columns of `task_run`, by name. */
export type Values = Readonly<Record<string, Prisma.Sql>>;

/** Of a run whose attempt goes on. */
export function continued(now: Date): Values {
  return {
    status: Prisma.sql`'running'`,
    started_at: startedNotAfter(now),
    dispatched_at: Prisma.sql`coalesce(dispatched_at, ${now}::timestamptz)`,
    heartbeat_at: Prisma.sql`${now}::timestamptz`,
  };
}

/** Of a run whose next attempt starts. */
export function started(now: Date): Values {
  return { ...continued(now), attempt: Prisma.sql`attempt + 1`, log: withStart(now) };
}

/** Of a run whose attempt succeeds. */
export function succeeded(result: Json, now: Date): Values {
  return {
    status: Prisma.sql`'succeeded'`,
    result: Prisma.sql`${JSON.stringify(result)}::jsonb`,
    error: Prisma.sql`NULL`,
    finished_at: Prisma.sql`${now}::timestamptz`,
  };
}

/** For an UPDATE of one run. */
export function assigned(values: Values): Prisma.Sql {
  return Prisma.join(Object.entries(values).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`));
}

/** A run is judged by its start, so one that a clock ahead has started in the future starts now. */
function startedNotAfter(now: Date): Prisma.Sql {
  const latest = new Date(now.getTime() + CLOCK_TOLERANCE_MS);
  return Prisma.sql`CASE WHEN started_at <= ${latest} THEN started_at ELSE ${now}::timestamptz END`;
}
