import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { openRegistrar, type Registrar } from "#scripts/drill/inngest/registrar.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { type Served, serveApp } from "./served-app.ts";

const signingKey = "signkey-test-5a3b1c0d2e4f60718293a4b5c6d7e8f900112233445566778899aabbccddee11";
const script = fileURLToPath(new URL("../../../scripts/inngest-sync.ts", import.meta.url));
const database = setUpTestDatabase();
let registrar: Registrar;
let tidy: Served;

beforeAll(async () => {
  registrar = await openRegistrar();
  tidy = await serveApp((origin) => {
    const keys = { INNGEST_SIGNING_KEY: signingKey, INNGEST_EVENT_KEY: "an-event-key" };
    const env = testEnv(database.url, { ...keys, APP_URL: origin, INNGEST_BASE_URL: registrar.url });
    return createApp(env, { database: database.db });
  });
});
afterAll(async () => {
  await tidy.stop();
  await registrar.close();
});

/** Runs the command outside the checkout, whose `.env` it would read. */
function sync(args: readonly string[], key: string): Promise<{ code: number; output: string }> {
  const env = {
    ...inheritedEnvironment(),
    NODE_ENV: "test" as const,
    DATABASE_URL: database.url,
    INNGEST_SIGNING_KEY: key,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env, cwd: tmpdir() }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr });
    });
  });
}

test("npm run inngest:sync registers the app, where its signing key is right", async () => {
  const refused = await sync(["--url", tidy.origin], signingKey.replace("5a3b", "0000"));
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining("refuses this signing key") });
  expect(registrar.registered).toEqual([]);
  const done = await sync(["--url", tidy.origin], signingKey);
  expect(done).toMatchObject({ code: 0, output: expect.stringContaining("Inngest knows the functions") });
  const own = `${tidy.origin}/api/inngest`;
  expect(registrar.registered).toEqual([{ app: own, functions: [own] }]);
});

test("without an address it says what to name", async () => {
  expect(await sync([], signingKey)).toMatchObject({ code: 1, output: expect.stringContaining("APP_URL or --url") });
});
