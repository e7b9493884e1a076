import type { Inngest } from "inngest";
import type { Logger } from "#lib/logger.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { Engine } from "../engine.ts";
import type { InngestEnv } from "./client.ts";
import { cancelFunctionRun } from "./server-api.ts";

/** Dispatches runs to Inngest as events; Inngest calls `/api/inngest` to execute them (functions.ts). */
export function createInngestEngine(env: InngestEnv, logger: Logger): Engine {
  let client: Promise<Inngest> | undefined;

  /** The SDK is large, so it is loaded with the first dispatch, not when a process starts. */
  const connect = async (): Promise<Inngest> => {
    const { createInngestClient } = await import("./client.ts");
    return createInngestClient(env, logger);
  };

  const connected = () => {
    client ??= connect().catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    return client;
  };

  return {
    name: "inngest",

    async dispatch(run) {
      await (await connected()).send(eventOf(run));
    },

    async dispatchMany(runs) {
      await (await connected()).send(runs.map(eventOf));
    },

    async cancel({ engineRunId }) {
      if (engineRunId !== null) await cancelFunctionRun(env, engineRunId);
    },

    // Inngest calls the app to execute (inngest-app.ts): there is nothing to start or stop in this process.
    executeWith() {},
    async start() {},
    async stop() {},
  };
}

/**
 * Inngest drops an event whose id it has seen within 24 hours, so the run's id makes dispatching idempotent. A requeued
 * run is a new event.
 */
function eventOf(run: Run) {
  const id = run.attempt === 0 ? run.id : `${run.id}:${run.attempt}`;
  return { id, name: run.task, data: run.payload };
}
