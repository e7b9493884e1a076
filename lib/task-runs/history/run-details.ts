import { z } from "zod";
import { type Database, Prisma } from "#lib/db/client.ts";
import { type RelatedRun, type RunDetails, relatedRunSchema } from "./run-details-schemas.ts";
import { logLineSchema } from "./run-log-schemas.ts";

/** Runs that are related to one in the same way are shown up to this number. */
const relatedMax = 20;

interface DetailsRow {
  readonly requesterId: string | null;
  readonly requesterName: string | null;
  readonly heartbeatAt: Date | null;
  readonly log: unknown;
  readonly retryOf: string | null;
}

/** The details of a run; null where there is no such run. Two statements. */
export async function readRunDetails(database: Database, id: string): Promise<RunDetails | null> {
  const [row] = await database.$queryRaw<DetailsRow[]>`
    SELECT person.id AS "requesterId", person.name AS "requesterName", run.heartbeat_at AS "heartbeatAt", run.log,
      run.retry_of AS "retryOf"
    FROM task_run AS run LEFT JOIN "user" AS person ON person.id = run.requested_by
    WHERE run.id = ${id}::uuid`;
  if (!row) return null;
  const [retries, about] = await Promise.all([
    relatedRuns(database, Prisma.sql`retry_of = ${id}::uuid`),
    relatedRuns(database, Prisma.sql`payload ->> 'runId' = ${id}`),
  ]);
  return {
    requester:
      row.requesterId === null || row.requesterName === null ? null : { id: row.requesterId, name: row.requesterName },
    heartbeatAt: row.heartbeatAt?.toISOString() ?? null,
    log: readableLines(row.log),
    retryOf: row.retryOf,
    retries,
    about,
  };
}

async function relatedRuns(database: Database, which: Prisma.Sql): Promise<RelatedRun[]> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT id, task, status, created_at AS "createdAt" FROM task_run WHERE ${which} ORDER BY id DESC LIMIT ${relatedMax}`;
  return z.array(relatedRow).parse(rows);
}

const relatedRow = relatedRunSchema.extend({ createdAt: z.date().transform((at) => at.toISOString()) });

/** Another version may have written lines that this one does not know. */
function readableLines(log: unknown): RunDetails["log"] {
  return z
    .array(z.unknown())
    .catch([])
    .parse(log)
    .flatMap((line) => logLineSchema.safeParse(line).data ?? []);
}
