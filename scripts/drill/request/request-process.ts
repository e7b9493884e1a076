// Started by host.ts for drills and tests: answers one cron call as a fresh process, as a host does where no process
// stays.
import { createApp } from "#lib/composition/create-app.ts";
import { parseEnv } from "#lib/env.ts";
import { callCron } from "./call-cron.ts";

const [task = "", limitSeconds = "", marginSeconds = ""] = process.argv.slice(2);
const requestTime = { limitSeconds: Number(limitSeconds), marginSeconds: Number(marginSeconds) };
const app = createApp(parseEnv(process.env), { requestTime });
const rest: Promise<void>[] = [];
const response = await callCron(app, task, (work) => void rest.push(work));
process.send?.({ status: response.status, answer: await response.json() });
await Promise.all(rest);
await app.close();
process.disconnect();
