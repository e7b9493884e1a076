import type { Inngest } from "inngest";
import type { Engine } from "../engine.ts";

/** Hands runs to Inngest as events; Inngest calls back at `/api/inngest` to execute them (functions.ts). */
export function createInngestEngine(client: Inngest): Engine {
  return {
    name: "inngest",

    async handOver(run) {
      // Inngest drops an event whose id it has seen within 24 hours, so the run's id makes this idempotent. A run that was
      // handed back is a new event.
      const id = run.attempt === 0 ? run.id : `${run.id}:${run.attempt}`;
      await client.send({ id, name: run.task, data: run.payload });
    },

    // Inngest executes by calling the app: there is nothing to start or stop in this process.
    async start() {},
    async stop() {},
  };
}
