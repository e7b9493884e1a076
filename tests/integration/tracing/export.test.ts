import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { newId } from "#lib/id.ts";
import { startTracing, type Tracing } from "#lib/tracing/export.ts";
import { currentTraceId, describeSpan, inSpan } from "#lib/tracing/span.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";

const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value: z.unknown() })) }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              attributes: z.array(z.object({ key: z.string(), value: z.unknown() })),
              status: z.object({ code: z.number() }),
            }),
          ),
        }),
      ),
    }),
  ),
});

const context = setUpApp((db) => ({ engine: createIdleEngine(), definitions: createTestTasks(db) }));
beforeAll(() => prepareTestTasks(context.db));

/** A collector for OpenTelemetry's exporters. */
let collector: Server;
let received: z.output<typeof exported>[];
let paths: (string | undefined)[];
let tracing: Tracing | undefined;

beforeEach(async () => {
  received = [];
  paths = [];
  collector = createServer(async (request: IncomingMessage, response) => {
    paths.push(request.url);
    received.push(exported.parse(await json(request)));
    response.setHeader("content-type", "application/json").end("{}");
  }).listen(0, "127.0.0.1");
  await once(collector, "listening");
});

afterEach(async () => {
  await tracing?.stop();
  tracing = undefined;
  collector.close();
});

const address = () => `http://127.0.0.1:${z.object({ port: z.int() }).parse(collector.address()).port}/`;
const spans = () =>
  received.flatMap(({ resourceSpans }) => resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)));

test("sends spans with their parents, attributes and failures", async () => {
  tracing = await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: address(), OTEL_SERVICE_NAME: "tidy-test" });
  let traceId: string | undefined;
  const work = inSpan("outer", { task: "todo/cleanup" }, async () => {
    traceId = currentTraceId();
    await inSpan("inner", {}, async () => describeSpan({ rows: 3 }));
    throw new Error("broken");
  });
  await expect(work).rejects.toThrow("broken");
  await tracing.stop();

  const [inner, outer] = spans();
  expect(paths).toEqual(["/v1/traces"]);
  expect(inner).toMatchObject({ name: "inner", traceId, parentSpanId: outer?.spanId, status: { code: 0 } });
  expect(inner?.attributes).toEqual([{ key: "rows", value: { intValue: 3 } }]);
  expect(outer).toMatchObject({ name: "outer", traceId, status: { code: 2 } });
  expect(outer?.attributes).toEqual([{ key: "task", value: { stringValue: "todo/cleanup" } }]);
  expect(received[0]?.resourceSpans[0]?.resource.attributes).toContainEqual({
    key: "service.name",
    value: { stringValue: "tidy-test" },
  });
});

test("makes no spans where tracing is off, and does the work all the same", async () => {
  tracing = await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: undefined, OTEL_SERVICE_NAME: "tidy-test" });
  expect(await inSpan("outer", {}, async () => [currentTraceId(), 42])).toEqual([undefined, 42]);
  await tracing.stop();
  expect(received).toEqual([]);
});

test("an attempt of a run is a span that names the task, the run and its outcome", async () => {
  tracing = await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: address(), OTEL_SERVICE_NAME: "tidy-test" });
  const { store, executor } = context.app.runtime;
  const { run } = await store.record(
    { task: "test/echo", trigger: "api", payload: { text: "hello" }, engine: "postgres", id: newId(new Date()) },
    new Date(),
  );
  await executor.executeSlice(run.id, {
    attempt: null,
    isLastAttempt: false,
    budgetMs: Number.POSITIVE_INFINITY,
    shutdown: new AbortController().signal,
    onShutdown: "requeue",
  });
  await tracing.stop();
  const attributes = spans().find(({ name }) => name === "run test/echo")?.attributes;
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
