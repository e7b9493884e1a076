import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { sign } from "#scripts/doctor/inngest/protocol.ts";
import { nextGraceMs, probeUrl, startNext, waitUntilAnswering } from "#scripts/runtime/next-server.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { appSettings, requireBuild } from "../app/built-app.ts";
import type { Drill, DrillContext } from "../drill.ts";
import { openRegistrar, type Registrar } from "./registrar.ts";

const stranger = "stranger.example";
const signingKey = `signkey-test-${randomBytes(32).toString("hex")}`;

export const divertInngest: Drill = {
  name: "divert-inngest",
  description: "asks the app as a stranger to register another address at Inngest; Inngest may learn of APP_URL only",
  async run(context) {
    requireBuild();
    const registrar = await openRegistrar();
    context.atEnd(registrar.close);
    const database = await context.createDatabase();
    await signed(context, registrar, database);
    await dev(context, registrar, database);
    await withoutInngest(context, database);
  },
};

async function signed(context: DrillContext, registrar: Registrar, database: string): Promise<void> {
  const keys = { INNGEST_SIGNING_KEY: signingKey, INNGEST_EVENT_KEY: "drill", INNGEST_BASE_URL: registrar.url };
  await withApp(context, { ...keys, DATABASE_URL: database }, async (origin) => {
    const refused = await sync(origin, {});
    context.check("with keys, a sync that is not signed is refused", refused === 401, `status ${refused}`);
    context.check("and nothing is registered", registrar.registered.length === 0);
    await sync(origin, { "x-inngest-signature": sign("", signingKey, new Date()) });
    checkRegistered(context, "a signed sync with a foreign host registers APP_URL", registrar, origin);
  });
}

async function dev(context: DrillContext, registrar: Registrar, database: string): Promise<void> {
  await withApp(context, { INNGEST_DEV: registrar.url, DATABASE_URL: database }, async (origin) => {
    await sync(origin, {});
    checkRegistered(context, "in dev mode, a sync with a foreign host registers APP_URL", registrar, origin);
  });
}

async function withoutInngest(context: DrillContext, database: string): Promise<void> {
  await withApp(context, { DATABASE_URL: database }, async (origin) => {
    const status = await sync(origin, {});
    context.check("without Inngest there is no endpoint", status === 404, `status ${status}`);
  });
}

function checkRegistered({ check }: DrillContext, promise: string, registrar: Registrar, origin: string): void {
  const found = registrar.registered.splice(0).flatMap(({ app, functions }) => [app, ...functions]);
  const held = found.length > 0 && found.every((address) => address === `${origin}/api/inngest`);
  check(promise, held, found.join(", "));
}

/** Starts the built app, and stops it afterwards. */
async function withApp(
  { env, atEnd, stop }: DrillContext,
  variables: Readonly<Record<string, string>>,
  use: (origin: string) => Promise<void>,
): Promise<void> {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const variablesOfApp = { ...env, ...appSettings(origin), ...variables };
  const app = startNext({ mode: "start", port, host: "127.0.0.1", env: variablesOfApp });
  const end = () => app.stop({ graceMs: nextGraceMs, forced: stop });
  atEnd(end);
  if (!(await waitUntilAnswering(app, probeUrl(port), stop))) throw new Error("The app did not start.");
  await use(origin);
  await end();
}

/** Asks the app to register itself, in the name of another host. Resolves to the status. */
function sync(origin: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const forged = { ...headers, host: stranger, "x-forwarded-host": stranger, "content-length": "0" };
    const asked = request(`${origin}/api/inngest?probe=trust`, { method: "PUT", headers: forged });
    asked.once("response", (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.once("error", reject);
    asked.end();
  });
}
