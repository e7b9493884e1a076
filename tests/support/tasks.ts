import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { defineTask } from "#lib/tasks/define-task.ts";
import { PermanentError } from "#lib/tasks/errors.ts";
import { type RetryPolicy, type TaskContext, unfinished } from "#lib/tasks/task.ts";

const about = { description: "Exists for tests only." };
const once = { limit: 0, delaySeconds: 1 } as const;
/** Transactions may wait this long on a machine that is busy with other tests. */
const transactionLimits = { maxWait: 20_000, timeout: 20_000 };

/** One call of a handler. The times are the database's. */
export interface Execution {
  readonly task: string;
  readonly runId: string;
  readonly attempt: number;
  readonly pid: number;
  readonly startedAt: Date;
  /** Null while it lasts, and for ever if its process was killed. */
  readonly endedAt: Date | null;
}

/** Creates the table of the execution log. */
export async function prepareTestTasks(db: Database): Promise<void> {
  await db.$executeRaw`
    CREATE TABLE IF NOT EXISTS test_execution (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, task text NOT NULL, run_id uuid NOT NULL, attempt int NOT NULL,
      pid int NOT NULL, started_at timestamptz NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz)`;
}

/** The executions of a task, in the order in which they started. */
export async function executionsOf(db: Database, task: string): Promise<Execution[]> {
  return db.$queryRaw<Execution[]>`
    SELECT task, run_id AS "runId", attempt, pid, started_at AS "startedAt", ended_at AS "endedAt"
    FROM test_execution WHERE task = ${task} ORDER BY id`;
}

/** Records each call of a handler. Needs `prepareTestTasks`. */
function createExecutionLog(db: Database) {
  return async function logged<Result>(
    task: string,
    { runId, attempt }: Pick<TaskContext<null>, "runId" | "attempt">,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const [row] = await db.$queryRaw<{ id: bigint }[]>`
      INSERT INTO test_execution (task, run_id, attempt, pid)
      VALUES (${task}, ${runId}::uuid, ${attempt}, ${process.pid}) RETURNING id`;
    try {
      return await work();
    } finally {
      await db.$executeRaw`UPDATE test_execution SET ended_at = clock_timestamp() WHERE id = ${row?.id ?? 0}`;
    }
  };
}

/** Tasks that succeed, fail and take long in the ways that an engine has to handle. */
export function createTestTasks(db: Database) {
  const logged = createExecutionLog(db);

  const steps = <const Name extends `test/${string}`>(name: Name, retries: RetryPolicy) =>
    defineTask({
      ...about,
      name,
      title: "Takes many steps",
      payload: z.strictObject({ steps: z.int(), stepMs: z.int() }),
      result: z.object({ steps: z.int(), startedAtStep: z.int() }),
      progress: z.object({ step: z.int() }),
      retries,
      run: ({ steps: count, stepMs }, context) =>
        logged(name, context, async () => {
          const { batches } = context;
          const startedAtStep = batches.saved?.step ?? 0;
          const startedAt = performance.now();
          for (let step = startedAtStep; step < count; step++) {
            const outOfTime = performance.now() - startedAt >= batches.budgetMs;
            if (batches.signal.aborted || (outOfTime && step > startedAtStep)) return unfinished;
            await db.$transaction((transaction) => batches.save(transaction, { step: step + 1 }), transactionLimits);
            await sleep(stepMs);
          }
          return { steps: count, startedAtStep };
        }),
    });

  const echo = defineTask({
    ...about,
    name: "test/echo",
    title: "Returns its payload",
    payload: z.strictObject({ text: z.string(), loudly: z.boolean().optional() }),
    result: z.object({ text: z.string() }),
    retries: { limit: 2, delaySeconds: 1 },
    run: ({ text, loudly }, context) =>
      logged("test/echo", context, async () => {
        if (loudly) for (let n = 1; n <= 95; n += 1) context.log.warn(`Line ${n} \0`);
        return { text: loudly ? text.toUpperCase() : text };
      }),
  });

  const flaky = defineTask({
    ...about,
    name: "test/flaky",
    title: "Fails a few times",
    payload: z.strictObject({ failures: z.int() }),
    result: z.object({ attempt: z.int() }),
    retries: { limit: 2, delaySeconds: 1 },
    run: ({ failures }, context) =>
      logged("test/flaky", context, async () => {
        if (context.attempt <= failures) throw new Error(`Attempt ${context.attempt} failed.`);
        return { attempt: context.attempt };
      }),
  });

  const hopeless = defineTask({
    ...about,
    name: "test/hopeless",
    title: "Fails for good",
    payload: z.strictObject({}),
    result: z.null(),
    retries: { limit: 3, delaySeconds: 1 },
    run: (_payload, context) =>
      logged("test/hopeless", context, async () => {
        throw new PermanentError("There is no such list.");
      }),
  });

  const misfit = defineTask({
    ...about,
    name: "test/misfit",
    title: "Breaks its own result schema",
    payload: z.strictObject({}),
    result: z.object({ count: z.int() }),
    retries: { limit: 3, delaySeconds: 1 },
    run: (_payload, context) => logged("test/misfit", context, async () => ({ count: 0.5 })),
  });

  const stuck = defineTask({
    ...about,
    name: "test/stuck",
    title: "Hangs in its first attempt, then does what it can",
    payload: z.strictObject({}),
    result: z.object({ attempt: z.int() }),
    progress: z.null(),
    retries: { limit: 1, delaySeconds: 1 },
    run: (_payload, context) =>
      logged("test/stuck", context, async () => {
        if (context.attempt > 1) return { attempt: context.attempt };
        const { signal } = context.batches;
        if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
        // It wakes up after all. Its further writes must not count.
        await db.$transaction((transaction) => context.batches.save(transaction, null), transactionLimits);
        return { attempt: context.attempt };
      }),
  });

  const reporting = defineTask({
    ...about,
    name: "test/reporting",
    title: "Reports progress until its run has some progress saved",
    payload: z.strictObject({}),
    result: z.null(),
    retries: once,
    async run(_payload, { runId, reportProgress }) {
      for (;;) {
        await reportProgress();
        const { progress } = await db.taskRun.findUniqueOrThrow({ where: { id: runId } });
        if (progress !== null) return null;
        await sleep(10);
      }
    },
  });

  const listener = defineTask({
    ...about,
    name: "test/listener",
    title: "Stops when its signal is aborted",
    payload: z.strictObject({}),
    result: z.null(),
    progress: z.null(),
    retries: once,
    async run(_payload, { batches }) {
      for (;;) {
        await db.$transaction((transaction) => batches.save(transaction, null), transactionLimits);
        await sleep(20, null, { signal: batches.signal });
      }
    },
  });

  const garbage = defineTask({
    ...about,
    name: "test/garbage",
    title: "Fails with an error that can't be stored",
    payload: z.strictObject({}),
    result: z.null(),
    retries: once,
    run: async () => {
      throw new PermanentError("nul \0 and half a pair \ud83d");
    },
  });

  return {
    echo,
    garbage,
    flaky,
    hopeless,
    misfit,
    listener,
    reporting,
    stuck,
    steps: steps("test/steps", { limit: 3, delaySeconds: 1 }),
    stepsOnce: steps("test/steps-once", once),
  };
}

export type TestTasks = ReturnType<typeof createTestTasks>;
