import { expect, test } from "vitest";
import * as live from "#app/api/health/live/route.ts";
import * as ready from "#app/api/health/ready/route.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { appUrl, testEnv } from "#tests/support/app-env.ts";

const context = setUpApp(() => ({ engine: createIdleEngine() }));
const request = () => new Request(`${appUrl}/api/health`);

test("a process that is about to end is alive, but not ready", async () => {
  const app = createApp(testEnv(context.url), { database: context.db, engine: createIdleEngine() });
  await app.start();
  expect((await ready.GET.respond(app, request(), {})).status).toBe(200);
  app.announceStop();
  const response = await ready.GET.respond(app, request(), {});
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(await response.json()).toMatchObject({ detail: "This process is about to end; ask another one." });
  expect((await live.GET.respond(app, request(), {})).status).toBe(200);
  await app.stop();
});

test("a process that is about to end waits for no run", async () => {
  const { run } = await context.app.runs.enqueue(systemPing, {});
  context.app.announceStop();
  const signal = AbortSignal.any([new AbortController().signal, context.app.stopping]);
  const startedAt = performance.now();
  expect((await context.app.runs.wait(run.id, { timeoutMs: 20_000, signal })).status).toBe("queued");
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
