import { z } from "zod";
import { defineTask } from "#lib/tasks/define-task.ts";

/** Due on February 29, so that no test meets a slot that it has not made due. */
export const leapDay = defineTask({
  name: "test/leap-day",
  title: "Is due on a leap day",
  description: "Exists for tests only.",
  payload: z.strictObject({}),
  result: z.null(),
  retries: { limit: 0, delaySeconds: 1 },
  schedule: { cron: "0 3 29 2 *", payload: {} },
  run: async () => null,
});
