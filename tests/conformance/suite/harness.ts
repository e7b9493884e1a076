import { type App, createApp } from "#lib/app.ts";
import { createDatabase, type Database } from "#lib/db/client.ts";
import type { Env } from "#lib/env.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { serveEndpoint } from "#tests/support/inngest-endpoint-server.ts";
import { startWorkerProcess, type WorkerProcess } from "#tests/support/processes.ts";
import { createTestTasks, prepareTestTasks, type TestTasks } from "#tests/support/tasks.ts";

/** What the conformance suite has to know of an engine. */
export interface EngineHarness {
  readonly name: Env["TASK_ENGINE"];
  /** Starts what has to run beside the processes of an app. */
  openHost(): Promise<EngineHost>;
  /** The variables with which it is chosen but can't be reached. */
  readonly outOfReach: Readonly<Record<string, string>>;
  /** Within so many seconds the run of a killed process is executed by another one. */
  readonly recoverySeconds: number;
  /** How much longer each wait before a retry is than the one before. */
  readonly backoffFactor: number;
  /** What a run that was shut down in the middle waits for, and what such a run looks like. */
  readonly shutdownLeaves: Partial<Run>;
  /** What a run says whose process was killed in its last attempt. */
  readonly lostRun: RegExp;
}

/** What runs beside the processes of an app. */
export interface EngineHost {
  /** The variables with which an app uses it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Learns that a process can be called at this port from now on. */
  join(port: number): Promise<void>;
  /** Learns that it can be called no more. */
  leave(port: number): void;
  close(): Promise<void>;
}

/** A database with an app that records and watches runs; what executes them is up to the test. */
export interface Fixture {
  readonly app: App;
  readonly db: Database;
  readonly env: Env;
  readonly tasks: TestTasks;
  /** Lets this process execute. */
  executeHere(): Promise<void>;
  /** Starts a process that executes; it ends with the fixture at the latest. */
  startWorker(): Promise<WorkerProcess>;
}

/** Lets something inngestRun on a fixture of its own, and takes everything down afterwards, whatever happened. */
export async function withFixture(engine: EngineHarness, test: (fixture: Fixture) => Promise<void>): Promise<void> {
  const { close, ...fixture } = await openFixture(engine);
  try {
    await test(fixture);
  } finally {
    await close();
  }
}

/** Opens a fixture that stays until it is closed. */
export async function openFixture(engine: EngineHarness): Promise<Fixture & { close(): Promise<void> }> {
  const host = await engine.openHost();
  const database = await createTestDatabase();
  const env = testEnv(database.url, host.variables);
  const db = createDatabase({ url: database.url, poolSize: 10 });
  const tasks = createTestTasks(db);
  const app = createApp(env, { database: db, definitions: tasks });
  const undo: (() => Promise<void>)[] = [host.close, () => database.drop(), () => app.close()];
  await prepareTestTasks(db);
  return {
    ...{ app, db, env, tasks },
    async executeHere() {
      await app.start();
      if (engine.name !== "inngest") return;
      const endpoint = await serveEndpoint(app);
      undo.push(endpoint.close);
      await host.join(endpoint.port);
    },
    async startWorker() {
      const worker = await startWorkerProcess(env);
      undo.push(worker.kill);
      return await joined(worker, host);
    },
    async close() {
      for (const step of undo.reverse()) await step();
    },
  };
}

/** A process that a load balancer knows: it sends nothing any more to one that leaves or is gone. */
async function joined(worker: WorkerProcess, host: EngineHost): Promise<WorkerProcess> {
  const { port } = worker;
  if (port === null) return worker;
  await host.join(port);
  return {
    ...worker,
    async stop() {
      host.leave(port);
      await worker.stop();
    },
    async kill() {
      await worker.kill();
      host.leave(port);
    },
  };
}
