import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { createApp } from "#lib/composition/create-app.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { listenLocally } from "#tests/support/listening.ts";
import { createTestTasks, executionsOf, prepareTestTasks } from "#tests/support/tasks.ts";
import { serveApp } from "./endpoint.ts";
import { FakeInngestRun } from "./fake-inngest.ts";
import { functionIdOf } from "./fixture.ts";

const inngestRuns = new Map<string, FakeInngestRun>();
const checkpointSchema = z.object({ run_id: z.string(), steps: z.unknown() });

/** Inngest's API, which takes results of steps while a call lasts. */
const server = createServer(async (request, response) => {
  const { run_id: runId, steps } = checkpointSchema.parse(JSON.parse(await text(request)));
  inngestRuns.get(runId)?.checkpoint(steps);
  response.end("{}");
});
const port = await listenLocally(server);
const engine = { ...createIdleEngine(), name: "inngest" } as const;
const context = setUpApp((db) => ({ engine, definitions: createTestTasks(db) }), {
  TASK_ENGINE: "inngest",
  INNGEST_DEV: `http://127.0.0.1:${port}`,
  TASK_STEP_SECONDS: "1",
});

beforeAll(async () => {
  serveApp(context.app);
  await prepareTestTasks(context.db);
});
afterAll(() => {
  serveApp(null);
  server.close();
  server.closeAllConnections();
});

const runOf = ({ id }: Run) => context.app.runs.get(id);

async function start(task: string, payload: { text: string } | { steps: number; stepMs: number }) {
  const request = { task, trigger: "api", payload, engine: "inngest" } as const;
  const { run } = await context.app.runtime.store.record(request, new Date());
  const event = { name: task, id: run.id, data: payload };
  const inngestRun = new FakeInngestRun(functionIdOf(task), event, { takesCheckpoints: true });
  inngestRuns.set(inngestRun.runId, inngestRun);
  return { run, inngestRun };
}

describe("a call in which Inngest takes checkpoints", () => {
  test("executes a short run from its record to its result", async () => {
    const { run, inngestRun } = await start("test/echo", { text: "hello" });
    expect(await inngestRun.next()).toMatchObject({
      status: 206,
      body: [{ op: "RunComplete", data: { text: "hello" } }],
    });
    expect(inngestRun.log.slice(0, 2)).toEqual(["record the run: StepRun", "slice 1: StepRun"]);
    expect(await runOf(run)).toMatchObject({ status: "succeeded", attempt: 1, result: { text: "hello" } });
  });

  test("begins no slice after its time, and the next call goes on in the same attempt", async () => {
    const { run, inngestRun } = await start("test/steps", { steps: 1_000, stepMs: 20 });
    const answer = await inngestRun.next();
    expect(answer).toMatchObject({ status: 206, body: [{ op: "StepPlanned", displayName: "slice 2" }] });
    expect(await executionsOf(context.db, "test/steps")).toHaveLength(1);
    await inngestRun.next();
    expect(await runOf(run)).toMatchObject({ status: "running", attempt: 1, failures: [] });
    await context.app.runtime.store.cancel(run.id, new Date());
  });

  test("ends with its slice when the process stops, and leaves the next slice to another call", async () => {
    // Its slice lasts until the process stops, however busy the machine is.
    const definitions = createTestTasks(context.db);
    const app = createApp(
      { ...context.app.env, TASK_STEP_SECONDS: 600 },
      { database: context.db, engine, definitions },
    );
    serveApp(app);
    const { run, inngestRun } = await start("test/steps", { steps: 10_000, stepMs: 20 });
    const answer = inngestRun.next();
    await vi.waitFor(async () => expect((await runOf(run)).progress).not.toBeNull(), { timeout: 20_000 });
    app.announceStop();
    expect(await answer).toMatchObject({ status: 206, body: [{ op: "Sleep", displayName: "leave after slice 1" }] });
    expect(await runOf(run)).toMatchObject({ status: "running", attempt: 1, failures: [] });
    const calls = await executionsOf(context.db, "test/steps");
    expect(calls.filter(({ runId }) => runId === run.id)).toHaveLength(1);
  });
});
