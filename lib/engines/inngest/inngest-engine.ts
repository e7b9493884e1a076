import type { Inngest } from "inngest";
import type { Logger } from "#lib/logger.ts";
import type { Engine } from "../engine.ts";
import type { InngestEnv } from "./client.ts";

/** Hands runs to Inngest as events; Inngest calls back at `/api/inngest` to execute them (functions.ts). */
export function createInngestEngine(env: InngestEnv, logger: Logger): Engine {
  let client: Promise<Inngest> | undefined;

  /** The SDK is large: it is loaded when the first run is handed over, not when a process starts. */
  const connect = async (): Promise<Inngest> => {
    const { createInngestClient } = await import("./client.ts");
    return createInngestClient(env, logger);
  };

  return {
    name: "inngest",

    async handOver(run) {
      client ??= connect();
      // Inngest drops an event whose id it has seen within 24 hours, so the run's id makes this idempotent. A run that was
      // handed back is a new event.
      const id = run.attempt === 0 ? run.id : `${run.id}:${run.attempt}`;
      await (await client).send({ id, name: run.task, data: run.payload });
    },

    // Inngest executes by calling the app (served.ts): there is nothing to start or stop in this process.
    executeWith() {},
    async start() {},
    async stop() {},
  };
}
