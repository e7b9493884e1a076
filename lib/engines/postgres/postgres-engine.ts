import { type InsertOptions, type JobWithMetadata, PgBoss } from "pg-boss";
import { v5 } from "uuid";
import { endsWithin } from "#lib/deadline.ts";
import type { Logger } from "#lib/logger.ts";
import type { StartedAttempt } from "#lib/task-runs/attempts.ts";
import { stalledRunError } from "#lib/task-runs/run-error.ts";
import type { RunStore } from "#lib/task-runs/run-store.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import { RunInterrupted } from "#lib/tasks/errors.ts";
import type { Engine, RunExecutor, SliceOptions } from "../engine.ts";
import { openBacklog } from "./backlog.ts";
import { queueName, queueOptions, STALLED_RUNS, workOptions } from "./queues.ts";

/** Settings of the queue's connections: the queue passes them on to node-postgres. */
export type QueueConnection = Readonly<Record<string, unknown>>;

interface JobData {
  readonly runId: string;
}

/** A worker is busy for so long after a run. */
const busyMs = 1_000;

/** The time that a shutdown waits for handlers to reach the end of their batch. */
const STOP_TIMEOUT_MS = 20_000;

/**
 * Executes runs in this process, with pg-boss in a schema of its own as the queue (ADR 0003). The queue holds only run
 * ids; everything else is in task_run. A duplicate job does no harm: the store refuses to start a finished run.
 */
export function createPostgresEngine(parts: {
  readonly connection: QueueConnection & { readonly connectionString: string };
  readonly catalog: TaskCatalog;
  readonly store: RunStore;
  readonly clock: () => Date;
  readonly logger: Logger;
}): Engine {
  const { catalog, store, clock, logger } = parts;
  let executor: RunExecutor | undefined;
  let connected: Promise<PgBoss> | undefined;
  let working: Promise<void> | undefined;
  let schemaVersion = 0;
  /** Set from when the queue is lost until a repair has succeeded. */
  let lost: { readonly wasWorking: boolean } | null = null;
  const shutdown = new AbortController();

  const connect = () => {
    connected ??= open().catch((error: unknown) => {
      connected = undefined;
      throw error;
    });
    return connected;
  };

  return {
    name: "postgres",

    async dispatch(run) {
      const boss = await connect();
      const retries = catalog.get(run.task).retries.limit;
      await boss.send(queueName(run.task), { runId: run.id } satisfies JobData, {
        id: jobId(run),
        retryLimit: Math.max(0, retries - run.failures.length),
      });
    },

    dispatchMany: (runs) => insertJobs(runs),

    dispatchWithin: (runs, execute) =>
      insertJobs(runs, { db: { executeSql: (text, values) => execute(text, values) } }),

    executeWith(next) {
      executor = next;
    },

    async start() {
      working ??= connect()
        .then(work)
        .catch((error: unknown) => {
          working = undefined;
          throw error;
        });
      await working;
    },

    async repairQueue() {
      const boss = await connected;
      if (shutdown.signal.aborted) return false;
      if (lost === null) {
        if (!boss || (await isWhole(boss))) return false;
        logger.error("the queue was dropped, or replaced by an older one; it is made anew");
        lost = { wasWorking: working !== undefined };
      }
      connected = undefined;
      working = undefined;
      await boss?.stop({ graceful: false }).catch(() => {});
      if (lost.wasWorking) await this.start();
      else await connect();
      lost = null;
      return true;
    },

    queueProblem: () =>
      lost && "The queue was dropped or replaced and cannot be made anew: the log says why. Each minute tries again.",

    async stop() {
      if (!(await endsWithin(finish(), STOP_TIMEOUT_MS))) logger.warn("the queue did not stop in time");
    },
  };

  /** For runs of one task that were not executed yet. */
  async function insertJobs(runs: readonly Run[], options: InsertOptions = {}): Promise<void> {
    const [first] = runs;
    if (first === undefined) return;
    const boss = await connect();
    const retryLimit = catalog.get(first.task).retries.limit;
    const jobs = runs.map((run) => ({ id: jobId(run), data: { runId: run.id } satisfies JobData, retryLimit }));
    await boss.insert(queueName(first.task), jobs, options);
  }

  async function finish(): Promise<void> {
    const boss = await connected?.catch(() => undefined);
    // Workers stop first: one that requeues its run would otherwise take the next job at once.
    await Promise.all(catalog.all.map((task) => boss?.offWork(queueName(task.name), { wait: false })));
    shutdown.abort(new RunInterrupted());
    await boss?.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
  }

  async function open(): Promise<PgBoss> {
    const boss = new PgBoss({
      ...parts.connection,
      schema: "pgboss",
      application_name: "tidy-engine",
      max: 5,
      useListenNotify: true,
      schedule: false,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 10,
      // No job waits for another.
      flowIntervalSeconds: 3_600,
    });
    boss.on("error", (error) => logger.error({ err: error }, "queue error"));
    boss.on("warning", (warning) => logger.debug({ warning }, "queue warning"));
    try {
      await boss.start();
      await createQueues(boss);
      schemaVersion = (await boss.schemaVersion()) ?? 0;
      return boss;
    } catch (error) {
      // A start that failed leaves connections and timers behind, and the next try makes its own.
      await boss.stop({ graceful: false }).catch(() => {});
      throw error;
    }
  }

  async function isWhole(boss: PgBoss): Promise<boolean> {
    if (!(await boss.isInstalled()) || ((await boss.schemaVersion()) ?? 0) < schemaVersion) return false;
    const names = new Set((await boss.getQueues()).map((queue) => queue.name));
    return [STALLED_RUNS, ...catalog.all.map((task) => queueName(task.name))].every((name) => names.has(name));
  }

  async function createQueues(boss: PgBoss): Promise<void> {
    await boss.createQueue(STALLED_RUNS, { notify: true });
    for (const task of catalog.all) {
      const { policy, heartbeatSeconds, ...changeable } = queueOptions(task);
      await boss.createQueue(queueName(task.name), { policy, heartbeatSeconds, ...changeable });
      await boss.updateQueue(queueName(task.name), changeable);
    }
  }

  async function work(boss: PgBoss): Promise<void> {
    await boss.work(STALLED_RUNS, workOptions, async ([job]: JobWithMetadata<JobData>[]) => {
      if (job) await store.failRun(job.data.runId, stalledRunError, clock());
    });
    for (const task of catalog.all) {
      let endedAt = Number.NEGATIVE_INFINITY;
      const workerId: string = await boss.work(
        queueName(task.name),
        workOptions,
        async ([job]: JobWithMetadata<JobData>[]) => {
          // A job that comes right after another is seldom the last.
          const isBusy = performance.now() - endedAt < busyMs;
          try {
            if (job) await execute(boss, job, isBusy);
          } finally {
            endedAt = performance.now();
            // Without this a backlog drains at the pace of the poll: one job every few seconds.
            boss.notifyWorker(workerId);
          }
        },
      );
    }
  }

  /** Throws only an error that another attempt may survive: the job's retry is the run's. */
  async function execute(boss: PgBoss, job: JobWithMetadata<JobData>, isBusy: boolean): Promise<void> {
    const { runId } = job.data;
    const backlog = openBacklog({ boss, job, store, shutdown: shutdown.signal, logger });
    try {
      let run = await executeSlices(runId, {
        isLastAttempt: job.retryCount >= job.retryLimit,
        // The first job of a run counts the tries in a backlog too. A requeued run has another job.
        ...(job.id === runId && { lastAttempt: job.retryLimit + 1 }),
        ...(isBusy && { next: backlog.next }),
      });
      while (run) {
        backlog.started(run.id);
        const lastAttempt = catalog.get(run.task).retries.limit + 1;
        run = await executeSlices(run, { isLastAttempt: false, lastAttempt, next: backlog.next }).catch(
          backlog.retryLast,
        );
      }
    } finally {
      await backlog.close();
    }
  }

  /** Executes a run. @returns the run that was started with its end */
  async function executeSlices(
    run: string | StartedAttempt,
    how: Pick<SliceOptions, "isLastAttempt" | "lastAttempt" | "next">,
  ): Promise<StartedAttempt | null> {
    if (!executor) throw new Error("The engine was started before it was given an executor.");
    const rest = { budgetMs: Number.POSITIVE_INFINITY, shutdown: shutdown.signal, onShutdown: "requeue" } as const;
    let slice = await executor.executeSlice(run, { ...how, ...rest, attempt: null });
    while (slice.outcome === "unfinished") {
      const id = typeof run === "string" ? run : run.id;
      slice = await executor.executeSlice(id, { ...how, ...rest, attempt: slice.attempt });
    }
    return slice.next ?? null;
  }
}

/** A requeued run needs a new job, since the interrupted one is completed. */
function jobId(run: Run): string {
  return run.attempt === 0 ? run.id : v5(String(run.attempt), run.id);
}
