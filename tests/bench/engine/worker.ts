// Started by crash.ts: an app on the given database, with a task whose first attempt hangs.
import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "#lib/composition/create-app.ts";
import { benchEnv } from "./contenders.ts";
import { endless } from "./crash.ts";

const app = createApp(benchEnv(process.argv[2] ?? ""), { definitions: { benchEndless: endless(sleep) } });
await app.start();
process.send?.("ready");
process.on("SIGTERM", () => void app.close().finally(() => process.exit(0)));
