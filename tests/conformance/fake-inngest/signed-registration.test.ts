import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { openRegistrar, type Registrar } from "#scripts/drill/inngest/registrar.ts";
import { appUrl, testEnv } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { callEndpoint, serveApp } from "./endpoint.ts";
import { keys, signature } from "./signing.ts";

const database = setUpTestDatabase();
let registrar: Registrar;

beforeAll(async () => {
  vi.stubEnv("INNGEST_ENABLE_UNAUTHED_SYNC", "1");
  registrar = await openRegistrar();
  const env = testEnv(database.url, { ...keys, INNGEST_BASE_URL: registrar.url });
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

test("outside dev mode, a sync that is not signed registers nothing", async () => {
  for (const headers of [{}, { host: "stranger.example" }, { "x-inngest-server-kind": "dev" }]) {
    expect(await callEndpoint("PUT", { headers })).toMatchObject({ status: 401 });
  }
  const wrong = { "x-inngest-signature": signature("", { key: "0".repeat(64) }) };
  expect(await callEndpoint("PUT", { headers: wrong })).toMatchObject({ status: 401 });
  expect(registrar.registered).toEqual([]);
});

test.each([
  ["by an Inngest server", JSON.stringify({ url: "https://stranger.example/api/inngest" })],
  ["without a body", ""],
])("a signed sync %s registers APP_URL, whatever host it names", async (_, body) => {
  const headers = { host: "stranger.example", "x-inngest-signature": signature(body) };
  const answer = await callEndpoint("PUT", {
    headers,
    query: { deployId: "dpl_1", probe: "trust" },
    ...(body && { body }),
  });
  expect(answer).toMatchObject({ status: 200 });
  const own = `${appUrl}/api/inngest`;
  const registered = registrar.registered.map(({ app, functions }) => [app, ...functions].map(withoutDeployment));
  expect(registered).toEqual([[own, own]]);
});

/** An Inngest server drops it from addresses. */
function withoutDeployment(address: string): string {
  const url = new URL(address);
  url.searchParams.delete("deployId");
  return url.href;
}
