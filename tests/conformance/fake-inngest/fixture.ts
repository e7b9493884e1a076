import { afterAll, beforeAll, beforeEach } from "vitest";
import type { App } from "#lib/composition/create-app.ts";
import type { Database } from "#lib/db/client.ts";
import type { RunRequest } from "#lib/task-runs/run-store.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";
import { serveApp } from "./endpoint.ts";
import { FakeInngestRun } from "./fake-inngest.ts";

/** An app in Inngest's dev mode, served at `/api/inngest` in this process. */
export interface InngestFixture {
  readonly app: App;
  readonly db: Database;
  /** The runs that the app dispatched since the test started. */
  readonly accepted: readonly string[];
  record(task: string, payload: RunRequest["payload"], at?: Date): Promise<Run>;
  runOf(run: Run): Promise<Run>;
  newestOf(task: string): Promise<Run | undefined>;
}

export function setUpInngest(): InngestFixture {
  const engine = { ...createIdleEngine(), name: "inngest" } as const;
  const context = setUpApp((db) => ({ engine, definitions: { ...createTestTasks(db), systemPing } }), {
    TASK_ENGINE: "inngest",
    INNGEST_DEV: "1",
    TASK_STEP_SECONDS: "1",
    TASKS_TIME_ZONE: "Europe/Berlin",
  });
  beforeAll(async () => {
    serveApp(context.app);
    await prepareTestTasks(context.db);
    await context.app.schedules.register(new Date());
  });
  afterAll(() => serveApp(null));
  beforeEach(() => {
    engine.accepted.length = 0;
  });
  return {
    get app() {
      return context.app;
    },
    get db() {
      return context.db;
    },
    accepted: engine.accepted,
    async record(task, payload, at = new Date()) {
      const { run } = await context.app.runtime.store.record({ task, trigger: "api", payload, engine: "inngest" }, at);
      return run;
    },
    runOf: (run) => context.app.runs.get(run.id),
    newestOf: async (task) => (await context.app.runtime.queries.latestByTask([task])).get(task),
  };
}

/** Inngest's id for a task's function. */
export const functionIdOf = (task: string) => `tidy-${task.replace("/", "-")}`;

/** The function run that the event of a recorded run triggers. */
export const inngestRunOf = (run: Run, maxAttempts = 3) =>
  new FakeInngestRun(functionIdOf(run.task), { name: run.task, id: run.id, data: run.payload }, { maxAttempts });
