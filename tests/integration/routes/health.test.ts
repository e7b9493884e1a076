import { expect, test } from "vitest";
import * as live from "#app/api/health/live/route.ts";
import * as ready from "#app/api/health/ready/route.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { appUrl, testEnv } from "#tests/support/app-env.ts";

const context = setUpApp();
const request = () => new Request(`${appUrl}/api/health`);

test("the process is alive even if the database is not", async () => {
  const cutOff = createApp(testEnv("postgresql://tidy@127.0.0.1:1/tidy"), { engine: createIdleEngine() });
  const response = await live.GET.respond(cutOff, request(), {});
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: "ok", forwarding: "direct" });
  const unready = await ready.GET.respond(cutOff, request(), {});
  expect(unready.status).toBe(503);
  expect(await unready.json()).toMatchObject({ status: "not-ready", checks: { database: { ok: false } } });
  await cutOff.close();
});

test("the app is ready once its tasks have started", async () => {
  const before = await ready.GET.respond(context.app, request(), {});
  expect(before.status).toBe(503);
  expect(await before.json()).toMatchObject({ checks: { database: { ok: true }, heartbeat: { ok: false } } });
  await context.app.start();
  const after = await ready.GET.respond(context.app, request(), {});
  expect(after.status).toBe(200);
  expect(after.headers.get("cache-control")).toBe("no-store");
  expect(await after.json()).toMatchObject({ status: "ready" });
});
