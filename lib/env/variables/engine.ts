import { z } from "zod";
import { flag, timeZone, url } from "../values.ts";

/** Variables of schedules and their callers. */
export const scheduleVariables = {
  TASKS_TIME_ZONE: timeZone.meta({ description: "The IANA time zone of all schedules, e.g. `Europe/Berlin`." }),
  TASKS_PAUSED: flag.meta({
    description:
      "`1` pauses every schedule at each start, and holds the runs that have not finished: for a restored backup, whose todos may all be due at once. To lift it, unset this, then resume schedules and let runs execute one by one in the task console.",
  }),
  CRON_SECRET: z
    .string()
    .min(16, "use at least 16 random characters, e.g. from: openssl rand -hex 32")
    .optional()
    .meta({
      description: "At least 16 random characters. Schedulers send it as `Authorization: Bearer …`.",
      unset: "all schedulers from outside are refused",
    }),
};

/** Variables of the engine. */
export const engineVariables = {
  TASK_ENGINE: z.enum(["postgres", "inngest"], 'use "postgres" or "inngest"').optional().meta({
    description: "The engine that executes runs.",
    unset:
      "`inngest` if `INNGEST_DEV`, `INNGEST_EVENT_KEY` or `INNGEST_BASE_URL` is set, else as `TASK_EXECUTION` says",
  }),
  TASK_EXECUTION: z.enum(["process", "request"], 'use "process" or "request"').optional().meta({
    description:
      "The place where runs execute without Inngest: in processes that stay, or within the requests of schedulers, the API and the console.",
    unset: "`process`, but `request` on Vercel",
  }),
  TASK_STEP_SECONDS: z.coerce
    .number("use a number of seconds")
    .min(1, "use at least 1")
    .max(600, "use at most 600")
    .default(20)
    .meta({
      description:
        "The time that a step works on the inngest engine and within requests. Must be below the time limit of a serverless invocation: at most 55 within requests.",
      unit: "seconds",
    }),
  INNGEST_DEV: z.string().optional().meta({
    description: "`1`, or the address of Inngest's dev server. `npm run dev:inngest` sets it.",
  }),
  INNGEST_EVENT_KEY: z.string().optional().meta({
    description: "The event key of Inngest Cloud or of a self-hosted server.",
  }),
  INNGEST_SIGNING_KEY: z.string().optional().meta({ description: "The signing key that belongs to it." }),
  INNGEST_SIGNING_KEY_FALLBACK: z.string().optional().meta({
    description: "The other key while the signing key is being replaced: calls signed with either are accepted.",
  }),
  INNGEST_BASE_URL: url(["http:", "https:"], "http://localhost:8288").optional().meta({
    description: "The address of a self-hosted Inngest server, e.g. `http://localhost:8288`.",
    unset: "Inngest Cloud",
  }),
  INNGEST_DASHBOARD_URL: url(["http:", "https:"], "https://app.inngest.com/env/production").optional().meta({
    description:
      "The address of Inngest's dashboard for browsers. The task console links to it. For Inngest Cloud: `https://app.inngest.com/env/production`",
    unset: "the server's address, and no links for Inngest Cloud",
  }),
};
