import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { openRegistrar, type Registrar } from "#scripts/drill/inngest/registrar.ts";
import { appUrl, testEnv } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { callEndpoint, serveApp } from "./endpoint.ts";

const database = setUpTestDatabase();
let registrar: Registrar;

beforeAll(async () => {
  // The SDK would read these by itself.
  vi.stubEnv("INNGEST_SERVE_ORIGIN", "https://stranger.example");
  vi.stubEnv("INNGEST_SERVE_HOST", "https://stranger.example");
  vi.stubEnv("INNGEST_SERVE_PATH", "/elsewhere");
  registrar = await openRegistrar();
  const env = testEnv(database.url, { TASK_ENGINE: "inngest", INNGEST_DEV: registrar.url });
  serveApp(createApp(env, { database: database.db }));
});
afterAll(async () => {
  serveApp(null);
  vi.unstubAllEnvs();
  await registrar.close();
});
beforeEach(() => {
  registrar.registered.length = 0;
});

const own = `${appUrl}/api/inngest`;
const host = "stranger.example";

test.each([
  ["nothing unusual", {}],
  ["a foreign host", { headers: { host } }],
  ["a foreign host and port", { headers: { host: "127.0.0.1:9999" } }],
  [
    "a foreign forwarded host",
    { headers: { "x-forwarded-host": host, "x-forwarded-proto": "http", forwarded: `host=${host}` } },
  ],
  ["a foreign origin", { headers: { origin: `https://${host}` } }],
  ["a foreign address in its body", { body: JSON.stringify({ url: `https://${host}/api/inngest` }) }],
  ["a query that every later call would carry", { query: { probe: "trust", fnId: "tidy-system-ping", more: "1" } }],
])("in dev mode, a sync with %s registers APP_URL", async (_, call) => {
  expect(await callEndpoint("PUT", call)).toMatchObject({ status: 200 });
  expect(registrar.registered).toEqual([{ app: own, functions: [own] }]);
});

test("an answer to a sync names APP_URL, whatever address the server knows", async () => {
  const answer = await callEndpoint("PUT", {
    headers: { host, "x-inngest-sync-kind": "in_band" },
    body: JSON.stringify({ url: `https://${host}/api/inngest` }),
  });
  expect(answer).toMatchObject({ status: 200, body: { url: own } });
  expect(answer.text).not.toContain(host);
  expect(registrar.registered).toEqual([]);
});
