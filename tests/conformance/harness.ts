import { type App, createApp } from "#lib/app.ts";
import { createDatabase, type Database } from "#lib/db/client.ts";
import type { Env } from "#lib/env.ts";
import { poll } from "#scripts/runtime/processes.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { startWorkerProcess, type WorkerProcess } from "#tests/support/processes.ts";
import { createTestTasks, prepareTestTasks, type TestTasks } from "#tests/support/tasks.ts";

/** What the conformance suite has to know of an engine. */
export interface EngineHarness {
  readonly name: Env["TASK_ENGINE"];
  /** The variables that choose it. */
  readonly variables: Readonly<Record<string, string>>;
  /** The variables with which it is chosen but can't be reached. */
  readonly outOfReach: Readonly<Record<string, string>>;
  /** Within so many seconds the run of a killed process is executed by another one. */
  readonly recoverySeconds: number;
}

/** A database with an app that records and watches runs; what executes them is up to the test. */
export interface Stage {
  readonly app: App;
  readonly db: Database;
  readonly env: Env;
  readonly tasks: TestTasks;
  /** Starts a process that executes; it ends with the stage at the latest. */
  startWorker(): Promise<WorkerProcess>;
}

/** Lets something play on a stage of its own, and takes everything down afterwards, whatever happened. */
export async function onStage(engine: EngineHarness, play: (stage: Stage) => Promise<void>): Promise<void> {
  const { close, ...stage } = await openStage(engine);
  try {
    await play(stage);
  } finally {
    await close();
  }
}

/** Opens a stage that stays until it is closed. */
export async function openStage(engine: EngineHarness): Promise<Stage & { close(): Promise<void> }> {
  const database = await createTestDatabase();
  const env = testEnv(database.url, engine.variables);
  const db = createDatabase({ url: database.url, poolSize: 10 });
  const tasks = createTestTasks(db);
  const app = createApp(env, { database: db, definitions: tasks });
  const workers: WorkerProcess[] = [];
  await prepareTestTasks(db);
  return {
    ...{ app, db, env, tasks },
    async startWorker() {
      const worker = await startWorkerProcess(env);
      workers.push(worker);
      return worker;
    },
    async close() {
      for (const worker of workers) await worker.kill();
      await app.close();
      await database.drop();
    },
  };
}

/** Asks until the answer is yes. @throws {Error} once the time is up */
export async function until(what: string, question: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const answer = await poll(async () => ((await question()) ? true : undefined), { timeoutMs, everyMs: 20 });
  if (!answer) throw new Error(`Not within ${timeoutMs} ms: ${what}.`);
}
