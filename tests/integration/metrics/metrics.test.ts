import { readFile } from "node:fs/promises";
import { beforeEach, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import * as metrics from "#app/api/metrics/route.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { newId } from "#lib/id.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { readScrape } from "#tests/support/monitors/scrape.ts";
import { bearer } from "#tests/support/sessions.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";

const token = "metrics-token-of-the-tests";
const startedAt = Date.parse("2026-05-01T12:00:00Z");
let now = new Date(startedAt);
const context = setUpApp((db) => ({ engine: createIdleEngine(), definitions: createTestTasks(db), clock: () => now }), {
  METRICS_TOKEN: token,
});

beforeEach(() => {
  // Readings of the test before are too old.
  now = new Date(now.getTime() + 60_000);
});

const ask = (headers: Headers = bearer(token), app = context.app) =>
  metrics.GET.respond(app, new Request("https://tidy.example.com/api/metrics", { headers }), {});

async function scrape() {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return readScrape(await response.text());
}

const enqueue = (task: string, payload: Record<string, string | number>) =>
  context.app.runtime.store.record({ task, trigger: "api", payload, engine: "postgres", id: newId(now) }, now);

const execute = (id: string) =>
  context.app.runtime.executor.executeSlice(id, {
    attempt: null,
    isLastAttempt: false,
    budgetMs: Number.POSITIVE_INFINITY,
    shutdown: new AbortController().signal,
    onShutdown: "requeue",
  });

test("only who knows the token reads them, and nobody where there is none", async () => {
  expect((await ask(new Headers())).status).toBe(401);
  expect((await ask(bearer(`${token}x`))).status).toBe(401);
  const open = createApp(testEnv(context.url), { database: context.db });
  expect((await ask(bearer("undefined"), open)).status).toBe(401);
  expect((await ask(bearer(token), open)).status).toBe(401);
});

test("count requests by route and status, and measure how long they took", async () => {
  const request = { method: "GET", route: "/api/todos/{id}", status: 200, seconds: 0.02 };
  context.app.metrics.countRequest(request);
  context.app.metrics.countRequest({ ...request, status: 404 });
  context.app.metrics.countRequest({ ...request, method: "BREW" });
  const { value } = await scrape();
  const { method, route } = request;
  expect(value("tidy_http_requests_total", { method, route, status: "200" })).toBe(1);
  expect(value("tidy_http_requests_total", { method, route, status: "404" })).toBe(1);
  expect(value("tidy_http_requests_total", { method: "other", route })).toBe(1);
  expect(value("tidy_http_request_duration_seconds_count", { method, route })).toBe(2);
});

test("count attempts by outcome, runs by their end, and show what waits", async () => {
  await prepareTestTasks(context.db);
  const { run: echo } = await enqueue("test/echo", { text: "hello" });
  const { run: flaky } = await enqueue("test/flaky", { failures: 1 });
  await enqueue("test/echo", { text: "waits" });
  await execute(echo.id);
  await expect(execute(flaky.id)).rejects.toThrow("Attempt 1 failed.");
  const { value } = await scrape();
  expect(value("tidy_run_attempts_total", { task: "test/echo", outcome: "succeeded" })).toBe(1);
  // There before the first failure, so that a monitor sees it increase.
  expect(value("tidy_run_attempts_total", { task: "test/echo", outcome: "failed" })).toBe(0);
  expect(value("tidy_run_attempts_total", { task: "test/flaky", outcome: "retrying" })).toBe(1);
  expect(value("tidy_run_duration_seconds_count", { task: "test/echo" })).toBe(1);
  expect(value("tidy_run_duration_seconds_count", { task: "test/flaky" })).toBeUndefined();
  expect(value("tidy_runs_queued", { task: "test/echo" })).toBe(1);
  expect(value("tidy_runs_queued", { task: "test/flaky" })).toBe(1);
  expect(value("tidy_runs_oldest_queued_timestamp_seconds", { task: "test/echo" })).toBe(now.getTime() / 1000);
  expect(value("tidy_task_last_success_timestamp_seconds", { task: "test/echo" })).toBe(now.getTime() / 1000);
  expect(value("tidy_task_last_success_timestamp_seconds", { task: "test/flaky" })).toBeUndefined();
});

test("ask the database at most every five seconds", async () => {
  const queued = async () => (await scrape()).value("tidy_runs_queued", { task: "test/steps" });
  await enqueue("test/steps", { steps: 1, stepMs: 0 });
  expect(await queued()).toBe(1);
  await enqueue("test/steps", { steps: 1, stepMs: 0 });
  now = new Date(now.getTime() + 4_999);
  expect(await queued()).toBe(1);
  now = new Date(now.getTime() + 1);
  expect(await queued()).toBe(2);
});

test("are those of the process alone while the database is out of reach", async () => {
  const cut = createApp(testEnv("postgresql://nobody@127.0.0.1:1/none", { METRICS_TOKEN: token }));
  const { names, value } = readScrape(await (await ask(bearer(token), cut)).text());
  expect(value("tidy_database_up")).toBe(0);
  expect(value("tidy_heartbeat_timestamp_seconds")).toBeUndefined();
  expect(value("tidy_cleanup_due_todos")).toBeUndefined();
  expect(value("process_resident_memory_bytes")).toBeGreaterThan(1e6);
  expect(value("nodejs_eventloop_lag_p99_seconds")).toBeDefined();
  expect(value("tidy_database_connections", { pool: "request", state: "busy" })).toBe(0);
  expect(names.has("tidy_runs_queued")).toBe(true);
  await cut.close();
});

const dashboardSchema = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })).min(10),
});
const rulesSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.record(z.string(), z.string()),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});
const docs = (name: string) => readFile(new URL(`../../../docs/metrics/${name}`, import.meta.url), "utf8");

/** The metrics that an expression asks for: histograms by the name that their three series share. */
function namesIn(expression: string): string[] {
  const found = expression.match(/\b(?:tidy|nodejs|process)_\w+/g) ?? [];
  return found.map((name) => name.replace(/_(?:bucket|sum|count)$/, ""));
}

test("have the names that the dashboard and the rules ask for", async () => {
  const dashboard = dashboardSchema.parse(JSON.parse(await docs("grafana-dashboard.json")));
  const rules = rulesSchema.parse(parseYaml(await docs("alerts.yaml")));
  const expressions = [
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...rules.groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
  ];
  expect(expressions.filter((expression) => namesIn(expression).length === 0)).toEqual(['up{job="tidy"} == 0']);
  const { names } = await scrape();
  expect(expressions.flatMap(namesIn).filter((name) => !names.has(name))).toEqual([]);
});
