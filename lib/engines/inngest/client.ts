import { Inngest } from "inngest";
import { type Env, isInngestDev } from "#lib/env.ts";
import type { Logger } from "#lib/logger.ts";

export type InngestEnv = Pick<
  Env,
  | "INNGEST_DEV"
  | "INNGEST_EVENT_KEY"
  | "INNGEST_SIGNING_KEY"
  | "INNGEST_SIGNING_KEY_FALLBACK"
  | "INNGEST_BASE_URL"
  | "TASKS_TIME_ZONE"
  | "TASK_STEP_SECONDS"
>;

/** The Inngest client, configured from the checked environment alone. */
export function createInngestClient(env: InngestEnv, logger: Logger) {
  const baseUrl = env.INNGEST_BASE_URL ?? devServerUrl(env);
  return new Inngest({
    id: "tidy",
    isDev: isInngestDev(env),
    logger,
    aiMetadata: false,
    // An invocation executes steps in a row. None begins in the second half of its time, so each slice has half of it.
    checkpointing: { maxRuntime: env.TASK_STEP_SECONDS * 500 },
    ...(baseUrl ? { baseUrl } : {}),
    ...(env.INNGEST_EVENT_KEY ? { eventKey: env.INNGEST_EVENT_KEY } : {}),
    ...(env.INNGEST_SIGNING_KEY ? { signingKey: env.INNGEST_SIGNING_KEY } : {}),
    ...(env.INNGEST_SIGNING_KEY_FALLBACK ? { signingKeyFallback: env.INNGEST_SIGNING_KEY_FALLBACK } : {}),
  });
}

/** INNGEST_DEV is a switch, or the dev server's address. */
function devServerUrl(env: InngestEnv): string | undefined {
  return env.INNGEST_DEV !== undefined && URL.canParse(env.INNGEST_DEV) ? env.INNGEST_DEV : undefined;
}
