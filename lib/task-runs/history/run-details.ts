import { z } from "zod";
import { type Database, Prisma } from "#lib/db/client.ts";
import { runStatuses, taskNamePattern } from "../schemas.ts";
import { logLineSchema } from "./run-log.ts";

/** Runs that are related to one in the same way are shown up to this number. */
const relatedMax = 20;

const relatedRunSchema = z.object({
  id: z.uuid(),
  task: z.string().regex(taskNamePattern),
  status: z.enum(runStatuses),
  createdAt: z.iso.datetime(),
});
export type RelatedRun = z.output<typeof relatedRunSchema>;

/** Details for the page of a run, beside the run itself. */
export const runDetailsSchema = z.object({
  /** The user who asked for it; null for schedules, and for people whose account is gone. */
  requester: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The last heartbeat of the process or engine that has the run. */
  heartbeatAt: z.iso.datetime().nullable(),
  /** At most 100 lines, oldest first. Empty for runs of earlier versions. */
  log: z.array(logLineSchema),
  /** The run that this one repeats. */
  retryOf: z.uuid().nullable(),
  /** The runs that repeat this one, newest first. */
  retries: z.array(relatedRunSchema),
  /** The runs whose payload names this one, e.g. the restore of the rows that it removed; newest first. */
  about: z.array(relatedRunSchema),
});
export type RunDetails = z.output<typeof runDetailsSchema>;

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
