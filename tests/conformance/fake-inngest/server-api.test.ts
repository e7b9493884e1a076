import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createInngestEngine } from "#lib/engines/inngest/inngest-engine.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { setUpApp } from "#tests/support/app.ts";
import { listenLocally } from "#tests/support/listening.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";
import { serveApp } from "./endpoint.ts";
import { inngestRunOf } from "./fixture.ts";

/** The calls that Inngest's API got, e.g. `DELETE /v1/runs/…`, and the ids of events. */
const calls: string[] = [];
const events: string[] = [];
const eventsSchema = z.array(z.object({ id: z.string() }));
let status = 200;

const server = createServer(async (request, response) => {
  const body = await text(request);
  calls.push(`${request.method} ${request.url}`);
  if (request.url?.startsWith("/e/")) events.push(...eventsSchema.parse(JSON.parse(body)).map(({ id }) => id));
  response.writeHead(status);
  response.end(JSON.stringify({ ids: ["event"], status }));
});
const port = await listenLocally(server);
const context = setUpApp((db) => ({ definitions: createTestTasks(db) }), {
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
beforeEach(() => {
  calls.length = 0;
  events.length = 0;
  status = 200;
});

async function record(task: string, payload: { text: string } | { steps: number; stepMs: number }): Promise<Run> {
  const request = { task, trigger: "api", payload, engine: "inngest" } as const;
  return (await context.app.runtime.store.record(request, new Date())).run;
}

describe("dispatching", () => {
  test("sends an event whose id is the run's, the same each time, and another one for each attempt after a requeue", async () => {
    const { engine, store } = context.app.runtime;
    const run = await record("test/echo", { text: "hello" });
    await engine.dispatch(run);
    await engine.dispatch(run);
    await store.startAttempt(run.id, new Date());
    await store.requeue({ id: run.id, attempt: 1 });
    await engine.dispatch(await context.app.runs.get(run.id));
    await store.startAttempt(run.id, new Date());
    await store.requeue({ id: run.id, attempt: 2 });
    await engine.dispatch(await context.app.runs.get(run.id));
    expect(events).toEqual([run.id, run.id, `${run.id}:1`, `${run.id}:2`]);
  });

  test("rejects while Inngest refuses events", async () => {
    status = 401;
    const run = await record("test/echo", { text: "hello" });
    await expect(context.app.runtime.engine.dispatch(run)).rejects.toThrow();
  });
});

describe("a run that is canceled here", () => {
  const cancel = (run: Run) => context.app.runs.cancel(run.id, new Date());

  test("while it waits for its next attempt is cancelled at Inngest at once", async () => {
    const run = await record("test/echo", { text: "hello" });
    await context.app.runtime.store.linkEngineRun(run.id, "01INNGESTRUN", new Date());
    expect(await cancel(run)).toMatchObject({ status: "canceled" });
    expect(calls).toEqual(["DELETE /v1/runs/01INNGESTRUN"]);
  });

  test("before Inngest asked for it is cancelled there once Inngest does", async () => {
    const run = await record("test/echo", { text: "hello" });
    expect(await cancel(run)).toMatchObject({ status: "canceled" });
    expect(calls).toEqual([]);
    const inngestRun = inngestRunOf(run);
    expect(await inngestRun.toEnd()).toMatchObject({ status: 200, body: null });
    expect(calls).toEqual([`DELETE /v1/runs/${inngestRun.runId}`]);
  });

  test("while it runs is cancelled there after its batch", async () => {
    const run = await record("test/steps", { steps: 1_000, stepMs: 20 });
    const inngestRun = inngestRunOf(run);
    await inngestRun.next();
    await inngestRun.next();
    expect(await cancel(run)).toMatchObject({ status: "running" });
    expect(calls).toEqual([]);
    await inngestRun.toEnd();
    expect(await context.app.runs.get(run.id)).toMatchObject({ status: "canceled" });
    expect(calls).toEqual([`DELETE /v1/runs/${inngestRun.runId}`]);
  });

  test.each([
    ["refuses", 500],
    ["knows no such run", 404],
  ])("is canceled all the same where Inngest %s", async (_, answered) => {
    status = answered;
    const run = await record("test/echo", { text: "hello" });
    await context.app.runtime.store.linkEngineRun(run.id, "01INNGESTRUN", new Date());
    expect(await cancel(run)).toMatchObject({ status: "canceled" });
    expect(await inngestRunOf(run).toEnd()).toMatchObject({ status: 200 });
  });
});

test("the API is asked with the signing key, hashed", async () => {
  const engine = createInngestEngine(
    { ...context.app.env, INNGEST_SIGNING_KEY: `signkey-test-${"0f".repeat(32)}` },
    context.app.logger,
  );
  const run = await record("test/echo", { text: "hello" });
  const asked = new Promise<string | undefined>((resolve) => {
    server.once("request", ({ headers }) => resolve(headers.authorization));
  });
  await engine.cancel?.({ ...run, engineRunId: "01INNGESTRUN" });
  expect(await asked).toMatch(/^Bearer signkey-test-[0-9a-f]{64}$/);
  expect(await asked).not.toContain("0f0f0f");
});
