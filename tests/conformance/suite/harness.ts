import { inject } from "vitest";
import { type App, createApp } from "#lib/composition/create-app.ts";
import { createDatabase, type Database } from "#lib/db/client.ts";
import type { Env } from "#lib/env.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { serveEndpoint } from "#tests/support/inngest-endpoint-server.ts";
import { startWorkerProcess, type WorkerProcess } from "#tests/support/processes/processes.ts";
import { callRepeatedly, testRequestTime } from "#tests/support/request-calls.ts";
import { createTestTasks, prepareTestTasks, type TestTasks } from "#tests/support/tasks.ts";

/** An engine, as the conformance suite uses it. */
export interface EngineHarness {
  readonly name: Env["TASK_ENGINE"];
  /** Starts what runs beside the app's processes. */
  openHost(): Promise<EngineHost>;
  /** Variables that choose the engine but leave it out of reach; null where it needs the app's database alone. */
  readonly outOfReach: Readonly<Record<string, string>> | null;
  /** Seconds until another process executes the run of a killed one. */
  readonly recoverySeconds: number;
  /** Each wait before a retry is this many times as long as the one before. */
  readonly backoffFactor: number;
  /** The state of a run whose process was shut down. */
  readonly shutdownLeaves: Partial<Run>;
  /** The error message of a run whose process was killed on its last attempt. */
  readonly stalledRun: RegExp;
}

/** The part of an engine that runs beside the app's processes. */
export interface EngineHost {
  /** Variables that make an app use it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Adds a process that can be called at this port. */
  join(port: number): Promise<void>;
  /** Removes that process. */
  leave(port: number): void;
  close(): Promise<void>;
}

/** A database and an app that records runs. The test decides what executes them. */
export interface Fixture {
  readonly app: App;
  readonly db: Database;
  readonly env: Env;
  readonly tasks: TestTasks;
  /** Lets this process execute. */
  executeHere(): Promise<void>;
  /** Starts a process that executes. The fixture kills it at the end. */
  startWorker(): Promise<WorkerProcess>;
}

/** Runs a test on a fixture of its own, which is closed afterwards in any case. */
export async function withFixture(engine: EngineHarness, test: (fixture: Fixture) => Promise<void>): Promise<void> {
  const { close, ...fixture } = await openFixture(engine);
  try {
    await test(fixture);
  } finally {
    await close();
  }
}

/** Opens a fixture for several tests. */
export async function openFixture(engine: EngineHarness): Promise<Fixture & { close(): Promise<void> }> {
  const host = await engine.openHost();
  const database = await createTestDatabase();
  const env = testEnv(database.url, host.variables);
  const db = createDatabase({ url: database.url, kind: "batch", poolSize: 10 });
  const tasks = createTestTasks(db);
  const app = createApp(env, { database: db, definitions: tasks, requestTime: testRequestTime });
  const undo: (() => Promise<void>)[] = [host.close, () => database.drop(), () => app.close()];
  await prepareTestTasks(db);
  return {
    ...{ app, db, env, tasks },
    async executeHere() {
      await app.start();
      if (engine.name === "in-request") undo.push(startCalls(app));
      if (engine.name !== "inngest") return;
      const endpoint = await serveEndpoint(app);
      undo.push(endpoint.close);
      await host.join(endpoint.port);
    },
    async startWorker() {
      const worker = await startWorkerProcess(inject("programs").worker, env);
      undo.push(worker.kill);
      return await joined(worker, host);
    },
    async close() {
      for (const step of undo.reverse()) await step();
    },
  };
}

/** Calls the app until the returned function is called. */
function startCalls(app: App): () => Promise<void> {
  const stop = new AbortController();
  const calls = callRepeatedly(app, stop.signal);
  return async () => {
    stop.abort();
    await app.stop();
    await calls;
  };
}

/** A process that is called until it stops or is killed. */
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
