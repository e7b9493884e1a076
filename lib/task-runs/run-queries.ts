import { type Database, Prisma } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { Logger } from "#lib/logger.ts";
import { readRunDetails } from "./history/run-details.ts";
import type { RunDetails } from "./history/run-details-schemas.ts";
import { recoveryMax } from "./limits.ts";
import { createRunList, type RunList } from "./listing/run-list.ts";
import { latestSuccess } from "./outcomes/latest-success.ts";
import { readableRun, readableRuns, toRun } from "./run-rows.ts";
import type { Run } from "./schemas.ts";

/** Reads of the run history. Lists leave out rows that cannot be read, and log them. */
export interface RunQueries extends RunList {
  /** @throws {DomainError} `not-found` */
  get(id: string): Promise<Run>;
  find(id: string): Promise<Run | null>;
  /** Its log, its requester, and related runs. @throws {DomainError} `not-found` */
  details(id: string): Promise<RunDetails>;
  findByKey(idempotencyKey: string): Promise<Run | null>;
  /** The run that an engine knows by this id. */
  findByEngineRun(engineRunId: string): Promise<Run | null>;
  /** The newest run of each task, in one statement. */
  latestByTask(tasks: readonly string[]): Promise<ReadonlyMap<string, Run>>;
  /** The newest run of a task that succeeded, and finished at or before `until`. */
  lastSuccess(task: string, until?: Date): Promise<Run | null>;
  /** Queued runs of these tasks, recorded before `before`, that neither an engine nor anybody holds: the oldest 100. */
  undispatched(before: Date, tasks: readonly string[]): Promise<Run[]>;
  /**
   * Dispatched or running runs of these tasks without a heartbeat since then, in process or on an engine; oldest
   * first, at most 100.
   */
  stalled(since: { readonly inProcess: Date; readonly onEngine: Date }, tasks: readonly string[]): Promise<Run[]>;
}

export function createRunQueries(database: Database, logger: Logger): RunQueries {
  const find = async (id: string) => {
    const row = await database.taskRun.findUnique({ where: { id } });
    return row && toRun(row);
  };

  /** Looks past rows that cannot be read: a hundred of them must not keep recovery from the others. */
  const oldestReadable = async (where: Prisma.TaskRunWhereInput): Promise<Run[]> => {
    const found: Run[] = [];
    let after: string | undefined;
    for (;;) {
      const rows = await database.taskRun.findMany({
        where: { AND: [where, after === undefined ? {} : { id: { gt: after } }] },
        orderBy: { id: "asc" },
        take: recoveryMax,
      });
      found.push(...readableRuns(rows, logger));
      after = rows.at(-1)?.id;
      if (rows.length < recoveryMax || found.length >= recoveryMax) return found.slice(0, recoveryMax);
    }
  };

  const noSuchRun = () =>
    new DomainError("not-found", "There is no such run. Finished runs are removed after a while.");

  return {
    ...createRunList(database, logger),

    async details(id) {
      const details = await readRunDetails(database, id);
      if (!details) throw noSuchRun();
      return details;
    },

    find,

    async findByKey(idempotencyKey) {
      const row = await database.taskRun.findFirst({ where: { idempotencyKey } });
      return row && toRun(row);
    },

    async findByEngineRun(engineRunId) {
      const row = await database.taskRun.findFirst({ where: { engineRunId } });
      return row && toRun(row);
    },

    async get(id) {
      const run = await find(id);
      if (!run) throw noSuchRun();
      return run;
    },

    async latestByTask(tasks) {
      if (tasks.length === 0) return new Map();
      // A statement for each, since the planner knows how many runs a task has only where it is a constant.
      const each = tasks.map(
        (task) => Prisma.sql`(SELECT id FROM task_run WHERE task = ${task} ORDER BY id DESC LIMIT 1)`,
      );
      const rows = await database.$queryRaw<{ id: string }[]>`${Prisma.join(each, " UNION ALL ")}`;
      const runs = await database.taskRun.findMany({ where: { id: { in: rows.map((row) => row.id) } } });
      return new Map(readableRuns(runs, logger).map((run) => [run.task, run]));
    },

    async lastSuccess(task, until) {
      const [newest] = await database.$queryRaw<{ id: string }[]>`
        ${latestSuccess(Prisma.sql`id`, { task: Prisma.sql`${task}`, until })}`;
      if (newest === undefined) return null;
      const row = await database.taskRun.findUnique({ where: { id: newest.id } });
      return row && readableRun(row, logger);
    },

    async undispatched(before, tasks) {
      return oldestReadable({
        status: "queued",
        dispatchedAt: null,
        finishedAt: null,
        heldAt: null,
        createdAt: { lt: before },
        task: { in: [...tasks] },
      });
    },

    async stalled({ inProcess, onEngine }, tasks) {
      return oldestReadable({
        finishedAt: null,
        task: { in: [...tasks] },
        OR: [
          { engine: "in-process", heartbeatAt: { lt: inProcess } },
          { heartbeatAt: { lt: onEngine } },
          { heartbeatAt: null, status: "running", OR: [{ startedAt: null }, { startedAt: { lt: onEngine } }] },
        ],
      });
    },
  };
}
