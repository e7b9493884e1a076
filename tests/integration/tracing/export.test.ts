import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { type App, createApp } from "#lib/composition/create-app.ts";
import { closeDatabase, createDatabase, Prisma } from "#lib/db/client.ts";
import { preparedReadsOn } from "#lib/db/prepared.ts";
import { newId } from "#lib/id.ts";
import { createScheduleStore } from "#lib/task-runs/schedules.ts";
import { startTracing, type Tracing } from "#lib/tracing/export.ts";
import { currentTraceId, describeSpan, inSpan } from "#lib/tracing/span.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { startTraceCollector, type TraceCollector } from "#tests/support/monitors/trace-collector.ts";
import { addOwner, addTodo, daysAgo } from "#tests/support/people.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";

const context = setUpApp((db) => ({ engine: createIdleEngine(), definitions: createTestTasks(db) }));
let collector: TraceCollector;
let tracing: Tracing | undefined;

beforeAll(async () => {
  await prepareTestTasks(context.db);
  collector = await startTraceCollector();
});
afterAll(() => collector.close());

beforeEach(() => collector.clear());
afterEach(async () => {
  await tracing?.stop();
  tracing = undefined;
});

const start = () => startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: "tidy-test" });

const bounds = {
  attempt: null,
  isLastAttempt: false,
  budgetMs: Number.POSITIVE_INFINITY,
  shutdown: new AbortController().signal,
  onShutdown: "requeue",
} as const;

test("sends spans with their parents, attributes and failures", async () => {
  tracing = await start();
  let traceId: string | undefined;
  const work = inSpan("outer", { task: "todo/cleanup" }, async () => {
    traceId = currentTraceId();
    await inSpan("inner", {}, async () => describeSpan({ rows: 3 }));
    throw new Error("broken");
  });
  await expect(work).rejects.toThrow("broken");
  // Spans from before the announcement are sent as well as those after it.
  await tracing.announceStop();
  await inSpan("last", {}, async () => {});
  await tracing.stop();

  const [inner, outer] = collector.spans();
  expect(new Set(collector.paths)).toEqual(new Set(["/v1/traces"]));
  expect(collector.spans().map(({ name }) => name)).toEqual(["inner", "outer", "last"]);
  expect(inner).toMatchObject({ name: "inner", traceId, parentSpanId: outer?.spanId, status: { code: 0 } });
  expect(inner?.attributes).toEqual([{ key: "rows", value: { intValue: 3 } }]);
  expect(outer).toMatchObject({ name: "outer", traceId, status: { code: 2 } });
  expect(outer?.attributes).toEqual([
    { key: "task", value: { stringValue: "todo/cleanup" } },
    { key: "error.type", value: { stringValue: "Error" } },
  ]);
  expect(collector.text()).not.toContain("broken");
  expect(collector.resources()).toContainEqual({
    key: "service.name",
    value: { stringValue: "tidy-test" },
  });
});

test("makes no spans where tracing is off, and does the work all the same", async () => {
  tracing = await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: undefined, OTEL_SERVICE_NAME: "tidy-test" });
  expect(await inSpan("outer", {}, async () => [currentTraceId(), 42])).toEqual([undefined, 42]);
  await tracing.stop();
  expect(collector.spans()).toEqual([]);
});

test("an attempt of a run is a span that names the task, the run and its outcome", async () => {
  tracing = await start();
  const { store, executor } = context.app.runtime;
  const { run } = await store.record(
    { task: "test/echo", trigger: "api", payload: { text: "hello" }, engine: "postgres", id: newId(new Date()) },
    new Date(),
  );
  await executor.executeSlice(run.id, bounds);
  await tracing.stop();
  const attributes = collector.spans().find(({ name }) => name === "run test/echo")?.attributes;
  expect(Object.fromEntries(attributes?.map(({ key, value }) => [key, value]) ?? [])).toEqual({
    "tidy.task": { stringValue: "test/echo" },
    "tidy.run.id": { stringValue: run.id },
    "tidy.run.attempt": { intValue: 1 },
    "tidy.run.outcome": { stringValue: "succeeded" },
  });
});

test("a collector that answers late does not hold up the end", async () => {
  const deaf = createServer().listen(0, "127.0.0.1");
  await once(deaf, "listening");
  const { port } = z.object({ port: z.int() }).parse(deaf.address());
  const endpoint = `http://127.0.0.1:${port}`;
  const waiting = await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: "tidy-test" });
  await inSpan("outer", {}, async () => {});
  let answered = false;
  const answer = (response: ServerResponse) => {
    answered = true;
    response.end("{}");
  };
  deaf.once("request", (_request, response) => setTimeout(answer, 6_000, response).unref());
  await waiting.stop();
  expect(answered).toBe(false);
  deaf.closeAllConnections();
  deaf.close();
});

test("addresses lose their queries, and so do names", async () => {
  tracing = await start();
  const target = "/api/todos?q=private";
  const attributes = {
    "http.target": target,
    "http.url": `https://tidy.example.com${target}`,
    "url.query": "q=private",
  };
  await inSpan("GET /api/todos?q=private", attributes, async () => describeSpan({ "url.full": `http://x${target}` }));
  await tracing.stop();
  expect(collector.text()).not.toContain("private");
  expect(collector.spans()).toMatchObject([{ name: "GET /api/todos" }]);
  expect(collector.text()).toContain('"http.target","value":{"stringValue":"/api/todos"}');
});

test("attempts go on from what enqueued their run, down to their batches and statements", async () => {
  tracing = await start();
  const env = testEnv(context.url, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const app: App = createApp(env, { engine: createIdleEngine() });
  const { runtime, database } = app;
  const id = await addTodo(context.db, await addOwner(context.db), { title: "private", completedAt: daysAgo(100) });

  const request = inSpan("request", {}, () => runtime.dispatcher.enqueue(runtime.catalog.get("todo/cleanup"), {}));
  const { run } = await request;
  // As the engine of another process does it, within a request of its own.
  await inSpan("other", {}, () => runtime.executor.executeSlice(run.id, bounds));
  expect(await database.todo.count({ where: { id } })).toBe(0);
  await tracing.stop();
  await app.close();

  const spans = collector.spans();
  const named = (name: string) => spans.find((span) => span.name === name);
  const [asked, enqueued, attempt, batch] = ["request", "enqueue todo/cleanup", "run todo/cleanup", "batch"].map(named);
  expect(enqueued).toMatchObject({ traceId: asked?.traceId, parentSpanId: asked?.spanId });
  expect(attempt).toMatchObject({ traceId: asked?.traceId, parentSpanId: enqueued?.spanId });
  expect(attempt?.links).toMatchObject([{ spanId: named("other")?.spanId }]);
  expect(batch).toMatchObject({ traceId: asked?.traceId, parentSpanId: attempt?.spanId });
  const statements = (parent: string | undefined) =>
    spans.filter(({ parentSpanId }) => parentSpanId === parent).map(({ name }) => name);
  expect(statements(enqueued?.spanId)).toContain("INSERT task_run");
  expect(statements(batch?.spanId)).toEqual(expect.arrayContaining(["BEGIN", "UPDATE task_run", "COMMIT"]));
  expect(statements(batch?.spanId).filter((name) => name === "COMMIT")).toHaveLength(1);
  const ofStatements = spans.filter(({ attributes }) => attributes.some(({ key }) => key === "db.query.summary"));
  expect(ofStatements.flatMap(({ spanId }) => statements(spanId))).toEqual([]);
  expect(collector.text()).not.toContain("private");
});

test("what nobody traced enqueued begins a trace of its own, linked to the request that executes it", async () => {
  tracing = await start();
  await inSpan("request", {}, () => inSpan("run", {}, async () => {}, { from: null }));
  await tracing.stop();
  const [run, request] = collector.spans();
  expect(run?.traceId).not.toBe(request?.traceId);
  expect(run?.links).toMatchObject([{ spanId: request?.spanId, traceId: request?.traceId }]);
});

test("the run of a slot that an operator starts ahead of its time goes on from the request", async () => {
  tracing = await start();
  const task = "todo/cleanup";
  const schedules = createScheduleStore(context.db);
  await schedules.register([{ task, cron: "0 3 * * *", timeZone: "UTC" }], daysAgo(1));
  const request = { payload: {}, engine: "postgres", trigger: "console" } as const;
  const { id } = await inSpan("request", {}, () => schedules.claimNextSlot(task, request, daysAgo(0)));
  await tracing.stop();
  const { traceParent } = await context.db.taskRun.findUniqueOrThrow({ where: { id } });
  expect(traceParent).toContain(collector.spans().find(({ name }) => name === "request")?.spanId);
});

test("reads that share a connection have spans as all others", async () => {
  tracing = await start();
  const database = createDatabase({ url: context.url, traced: true });
  const execute = preparedReadsOn(database);
  const ask = () => Promise.all([1, 2, 3].map((n) => execute(Prisma.sql`SELECT ${n}::int, pg_backend_pid()`)));
  const backends = async () => new Set((await ask()).map(({ rows }) => rows[0]?.[1]));
  await vi.waitFor(async () => expect((await backends()).size).toBe(1), { timeout: 20_000 });
  await inSpan("request", {}, ask);
  await closeDatabase(database);
  await tracing.stop();
  expect(collector.spans().map(({ name }) => name)).toEqual(["SELECT", "SELECT", "SELECT", "request"]);
});
