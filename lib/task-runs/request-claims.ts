import type { Database } from "#lib/db/client.ts";
import type { Run } from "./schemas.ts";

/** A blocked run is looked at again after this long. */
const BLOCKED_MS = 1_000;

/** A task whose runs may be claimed. A failed attempt is repeated after `retryDelaySeconds`, doubled each time. */
export interface ClaimableTask {
  readonly name: string;
  readonly retryDelaySeconds: number;
}

/** The exclusive right of one request to execute the runs of a task, for one run. */
export interface RequestClaim {
  readonly runId: string;
  readonly task: string;
  readonly claimedUntil: Date;
  /** The attempt to continue; null to start one. */
  readonly continues: number | null;
  /** Attempts of the run that are used up: failed ones, and requests killed in a row since a slice was finished. */
  readonly usedAttempts: number;
  /** Whether the request that executed the run before was killed. */
  readonly wasKilled: boolean;
}

export interface ClaimOptions {
  /** The latest time at which the host has ended the request. The claim is free from then on. */
  readonly until: Date;
  /** Whether the host may end the request at any time, since it is answered: that uses up no attempt. */
  readonly afterAnswer: boolean;
  /** The task to claim before all others. */
  readonly first?: string;
}

/** Claims of runs by requests, where no process stays to execute them. At most one request has each task. */
export interface RequestClaims {
  /** Takes a queued run over from another engine, which no longer executes it. */
  adopt(run: Pick<Run, "id" | "attempt">): Promise<void>;
  /**
   * Claims a run that is due and whose task no other request executes: of `first`, else of the task that was executed
   * the longest ago; an unfinished run before the others. Null when there is none.
   * @throws {DomainError} `unavailable` while this process's clock is wrong
   */
  claimNext(tasks: readonly ClaimableTask[], options: ClaimOptions, now: Date): Promise<RequestClaim | null>;
  /** Ends a claim. `continues`: the attempt that the next request continues. */
  release(claim: RequestClaim, continues: number | null, now: Date): Promise<void>;
  /** The time to look again for a queued run that could not be claimed at `now`; null when none waits. */
  nextDueAt(tasks: readonly ClaimableTask[], now: Date): Promise<Date | null>;
}

interface Candidate {
  readonly runId: string;
  readonly task: string;
  readonly usedAttempts: number;
  readonly continues: number | null;
  readonly kills: number;
  readonly wasKilled: boolean;
  /** The end of the claim that it replaces; null where the task has never been claimed. */
  readonly replaces: Date | null;
}

export function createRequestClaims(database: Database): RequestClaims {
  return {
    async adopt({ id, attempt }) {
      await database.taskRun.updateMany({
        where: { id, attempt, status: "queued" },
        data: { engine: "in-request", engineRunId: null },
      });
    },

    async claimNext(tasks, options, now) {
      for (const candidate of await findCandidates(database, tasks, options.first ?? null, now)) {
        if (await take(database, candidate, options)) {
          const { runId, task, continues, usedAttempts, wasKilled } = candidate;
          return { runId, task, continues, usedAttempts, wasKilled, claimedUntil: options.until };
        }
      }
      return null;
    },

    async release({ task, runId, claimedUntil }, continues, now) {
      await database.requestClaim.updateMany({
        where: { task, runId, claimedUntil },
        data: { claimedUntil: now, continues, kills: 0 },
      });
    },

    async nextDueAt(tasks, now) {
      const soon = new Date(now.getTime() + BLOCKED_MS);
      const [row] = await database.$queryRaw<{ dueAt: Date | null }[]>`
        SELECT min(greatest(due_at, ${soon})) AS "dueAt"
        FROM (SELECT run.created_at, run.failures, known.delay_seconds,
                     coalesce((run.failures -> -1 ->> 'failedAt')::timestamptz
                       + make_interval(secs => known.delay_seconds * 2 ^ (jsonb_array_length(run.failures) - 1)),
                     run.created_at) AS due_at
              FROM unnest(${tasks.map(({ name }) => name)}::text[],
                          ${tasks.map((task) => task.retryDelaySeconds)}::float8[]) AS known(task, delay_seconds)
              JOIN task_run AS run ON run.task = known.task
              WHERE run.finished_at IS NULL AND run.held_at IS NULL AND run.engine = 'in-request' AND run.status = 'queued') AS waiting`;
      return row?.dueAt ?? null;
    },
  };
}

async function findCandidates(
  database: Database,
  tasks: readonly ClaimableTask[],
  first: string | null,
  now: Date,
): Promise<Candidate[]> {
  return await database.$queryRaw<Candidate[]>`
    WITH candidate AS (
      SELECT DISTINCT ON (run.task) run.id, run.task, run.status, run.failures, claim.claimed_until,
             coalesce(claim.run_id = run.id, false) AS again, claim.after_answer, claim.continues, claim.kills
      FROM unnest(${tasks.map(({ name }) => name)}::text[],
                  ${tasks.map((task) => task.retryDelaySeconds)}::float8[]) AS known(task, delay_seconds)
      JOIN task_run AS run ON run.task = known.task
      LEFT JOIN request_claim AS claim ON claim.task = run.task
      WHERE run.finished_at IS NULL AND run.held_at IS NULL AND run.engine = 'in-request'
        AND (claim.task IS NULL OR claim.claimed_until <= ${now})
        AND (run.status = 'running' AND claim.run_id = run.id
          OR run.status = 'queued' AND (jsonb_array_length(run.failures) = 0
            OR (run.failures -> -1 ->> 'failedAt')::timestamptz
              + make_interval(secs => known.delay_seconds * 2 ^ (jsonb_array_length(run.failures) - 1)) <= ${now}))
      ORDER BY run.task, coalesce(claim.run_id = run.id, false) DESC, run.id),
    judged AS (
      SELECT *, again AND status = 'running' AS was_killed,
             CASE WHEN again THEN kills + (status = 'running' AND NOT after_answer)::int ELSE 0 END AS kills_now
      FROM candidate)
    SELECT id AS "runId", task, claimed_until AS replaces, was_killed AS "wasKilled", kills_now AS kills,
           jsonb_array_length(failures) + kills_now AS "usedAttempts",
           CASE WHEN again AND NOT was_killed THEN continues END AS continues
    FROM judged
    ORDER BY (task IS NOT DISTINCT FROM ${first}::text) DESC, claimed_until NULLS FIRST, id`;
}

/** Of all requests that found the same candidate, one replaces its claim. */
async function take(database: Database, candidate: Candidate, options: ClaimOptions): Promise<boolean> {
  const { task, runId, kills, replaces } = candidate;
  const taken = await database.$executeRaw`
    INSERT INTO request_claim (task, run_id, claimed_until, after_answer, continues, kills)
    VALUES (${task}, ${runId}::uuid, ${options.until}, ${options.afterAnswer}, NULL, ${kills})
    ON CONFLICT (task) DO UPDATE
    SET run_id = excluded.run_id, claimed_until = excluded.claimed_until, after_answer = excluded.after_answer,
        continues = NULL, kills = excluded.kills
    WHERE request_claim.claimed_until = ${replaces}::timestamptz`;
  return taken === 1;
}
