import { randomUUID } from "node:crypto";
import { PgBoss } from "pg-boss";
import { z } from "zod";
import { createApp } from "#lib/composition/create-app.ts";
import { queueOptions, workOptions } from "#lib/engines/postgres/queues.ts";
import { parseEnv } from "#lib/env.ts";
import { defineTask } from "#lib/tasks/define-task.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";

/** Executes no-ops one after the other: Tidy's engine, or the queue library alone. */
export interface Contender {
  /** @returns the id of the accepted no-op */
  enqueue(): Promise<string>;
  /** Starts to execute, and calls `onStart` at each start. */
  work(onStart: () => void): Promise<void>;
  /** @returns the number of executed no-ops */
  finished(): Promise<number>;
  stop(): Promise<void>;
}

/** A complete environment for an app on this database. */
export const benchEnv = (url: string) =>
  parseEnv({
    DATABASE_URL: url,
    AUTH_SECRET: randomUUID(),
    APP_URL: "http://localhost:3000",
    LOG_LEVEL: "error",
    TASK_ENGINE: "postgres",
  });

const noop = (onStart: () => void) =>
  defineTask({
    name: "bench/noop",
    title: "Does nothing",
    description: "Exists for the benchmark only.",
    payload: z.strictObject({}),
    result: z.null(),
    retries: { limit: 3, delaySeconds: 2 },
    async run() {
      onStart();
      return null;
    },
  });

/** The app as it is in production, with one task that does nothing. */
export async function createTidy(url: string): Promise<Contender> {
  let listener = () => {};
  const task: StoredTask = noop(() => listener());
  const app = createApp(benchEnv(url), { definitions: { benchNoop: task } });
  return {
    enqueue: async () => (await app.runs.enqueue(task, {})).run.id,
    async work(onStart) {
      listener = onStart;
      await app.start();
    },
    finished: () => app.database.taskRun.count({ where: { status: "succeeded" } }),
    stop: () => app.close(),
  };
}

const queue = "bare";

/** pg-boss alone, with Tidy's settings. */
export async function createBarePgBoss(url: string): Promise<Contender> {
  const boss = new PgBoss({
    connectionString: url,
    schema: "pgboss",
    max: 5,
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 10,
  });
  boss.on("error", (error) => console.error(error));
  await boss.start();
  const { deadLetter: _, ...options } = queueOptions(noop(() => {}));
  await boss.createQueue(queue, options);
  return {
    enqueue: async () => (await boss.send(queue, {})) ?? "",
    async work(onStart) {
      const workerId: string = await boss.work(queue, workOptions, async () => {
        onStart();
        boss.notifyWorker(workerId);
      });
    },
    async finished() {
      const { rows } = await boss
        .getDb()
        .executeSql("SELECT count(*)::int AS count FROM pgboss.job WHERE state = 'completed'");
      return z.tuple([z.object({ count: z.int() })]).parse(rows)[0].count;
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
