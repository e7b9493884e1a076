import { z } from "zod";
import { defineTask } from "../define-task.ts";

/** The heartbeat: a success a minute ago proves that schedule, engine and database work. */
export const systemPing = defineTask({
  name: "system/ping",
  title: "Heartbeat",
  description: "Proves every minute that schedules, engine and database work together.",
  payload: z.strictObject({}),
  result: z.object({ pongAt: z.iso.datetime() }),
  retries: { limit: 0, delaySeconds: 1 },
  schedule: { cron: "* * * * *", payload: {} },
  run: async (_payload, { startedAt }) => ({ pongAt: startedAt.toISOString() }),
});
