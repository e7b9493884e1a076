// Started by processes.ts: an app of its own that executes the test tasks until it is told to stop.
import { createApp } from "#lib/composition/create-app.ts";
import { createDatabase } from "#lib/db/client.ts";
import { parseEnv } from "#lib/env.ts";
import { serveEndpoint } from "../inngest-endpoint-server.ts";
import { leapDay } from "../leap-day.ts";
import { stepRepeatedly, testRequestTime } from "../request-calls.ts";
import { createTestTasks } from "../tasks.ts";

const env = parseEnv(process.env);
const database = createDatabase({ url: env.DATABASE_URL, kind: "batch", poolSize: 5 });
// Only on this engine do the processes look for due slots themselves.
const scheduled = env.TASK_ENGINE === "postgres" ? { leapDay } : {};
const definitions = { ...createTestTasks(database), ...scheduled };
const app = createApp(env, { database, definitions, requestTime: testRequestTime });
await app.start();
const endpoint = app.runtime.engine.name === "inngest" ? await serveEndpoint(app) : null;
const stopped = new AbortController();
const calls = app.requestExecution && stepRepeatedly(app.requestExecution, stopped.signal);
process.send?.({ port: endpoint?.port ?? null });
process.on("message", async (message) => {
  if (message !== "stop") return;
  app.announceStop();
  stopped.abort();
  await endpoint?.close();
  await app.stop();
  await calls;
  await app.close();
  process.disconnect();
});
// The parent process is gone.
process.on("disconnect", () => process.exit(0));
