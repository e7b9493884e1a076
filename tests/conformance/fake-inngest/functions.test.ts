import { InngestTestEngine } from "@inngest/test";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createInngestApp } from "#lib/engines/inngest/inngest-app.ts";
import { newId } from "#lib/id.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { startTracing } from "#lib/tracing/export.ts";
import { inSpan } from "#lib/tracing/span.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { startTraceCollector } from "#tests/support/monitors/trace-collector.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";

const engine = createIdleEngine();
const context = setUpApp((db) => ({ engine, definitions: createTestTasks(db) }), {
  TASK_ENGINE: "inngest",
  INNGEST_DEV: "1",
  TASK_STEP_SECONDS: "1",
});
beforeAll(() => prepareTestTasks(context.db));

/** Inngest's test engine for the function of a task. */
function testEngine(
  task: string,
  event: { id?: string; data: Record<string, unknown> },
  options: { maxSlices?: number } = {},
): InngestTestEngine {
  const { functions } = createInngestApp({ ...context.app.inngest, ...options });
  const fn = functions.find((each) => each.id() === task.replace("/", "-"));
  if (!fn) throw new Error(`There is no function for ${task}.`);
  return new InngestTestEngine({ function: fn, events: [{ id: newId(new Date()), name: task, ...event }] });
}

const progressOf = (run: Run) => z.object({ step: z.int().min(1) }).parse(run.progress).step;

describe("the function of a task", () => {
  test("executes a recorded run in steps and returns its result", async () => {
    const payload = { text: "hello" };
    const request = { task: "test/echo", trigger: "api", payload, engine: "inngest" } as const;
    const { run } = await context.app.runtime.store.record(request, new Date());
    const { result, state } = await testEngine("test/echo", { id: run.id, data: payload }).execute();
    expect(result).toEqual({ text: "hello" });
    expect(await Promise.all(Object.values(state))).toEqual([
      { runId: run.id, console: `https://tidy.example.com/tasks/runs/${run.id}` },
      { outcome: "succeeded", attempt: 1, result: { text: "hello" } },
    ]);
    expect(await context.app.runs.get(run.id)).toMatchObject({ status: "succeeded", result: { text: "hello" } });
  });

  test("goes on in the trace of what enqueued the run", async () => {
    const collector = await startTraceCollector();
    const tracing = await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: "tidy" });
    const payload = { text: "hello" };
    const recorded = { task: "test/echo", trigger: "api", payload, engine: "inngest" } as const;
    const { run } = await inSpan("request", {}, () => context.app.runtime.store.record(recorded, new Date()));
    await inSpan("call", {}, () => testEngine("test/echo", { id: run.id, data: payload }).execute());
    await tracing.stop();
    collector.close();

    const named = (name: string) => collector.spans().find((span) => span.name === name);
    const [request, attempt] = ["request", "run test/echo"].map(named);
    expect(attempt).toMatchObject({ traceId: request?.traceId, parentSpanId: request?.spanId });
    expect(attempt?.links).toMatchObject([{ traceId: named("call")?.traceId }]);
  });

  test("records the event before it does anything else", async () => {
    const { result } = await testEngine("test/echo", { data: { text: "by hand" } }).executeStep("record the run");
    expect(result).toMatchObject({ runId: expect.any(String) });
    const latest = await context.app.runtime.queries.latestByTask(["test/echo"]);
    expect(latest.get("test/echo")).toMatchObject({ trigger: "event", status: "queued", payload: { text: "by hand" } });
  });

  test("continues a run in another function run before Inngest's limit of steps", async () => {
    const payload = { steps: 5, stepMs: 600 };
    const request = { task: "test/steps", trigger: "api", payload, engine: "inngest" } as const;
    const { run } = await context.app.runtime.store.record(request, new Date());
    const first = await testEngine("test/steps", { id: run.id, data: payload }, { maxSlices: 2 }).execute();
    expect(first.result).toEqual({ continued: `https://tidy.example.com/tasks/runs/${run.id}` });
    expect(engine.accepted).toEqual([run.id]);
    const continued = await context.app.runs.get(run.id);
    expect(continued).toMatchObject({ status: "queued", attempt: 1, dispatchedAt: expect.any(String) });
    const rest = await testEngine("test/steps", { id: `${run.id}:1`, data: payload }).execute();
    expect(rest.result).toMatchObject({ steps: 5 });
    const { result, failures } = await context.app.runs.get(run.id);
    expect(result).toHaveProperty("startedAtStep", progressOf(continued));
    expect(failures).toEqual([]);
  });

  test("fails the function run with the run's error", async () => {
    const { error } = await testEngine("test/hopeless", { data: {} }).execute();
    expect(error).toMatchObject({ name: "PermanentError", message: "There is no such list." });
  });
});
