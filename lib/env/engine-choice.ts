import { requestLimitSeconds, requestMarginSeconds } from "#lib/request-limit.ts";

export type Engine = "postgres" | "inngest" | "in-request";

/** Variables that the chosen engine lacks, or that contradict it. */
export function engineProblems(env: EngineChoice): string[] {
  switch (chooseEngine(env)) {
    case "inngest":
      return inngestProblems(env);
    case "in-request":
      return [...halfConfigured(env), ...requestProblems(env)];
    case "postgres":
      return env.TASK_ENGINE === undefined ? halfConfigured(env) : [];
  }
}

/** Inngest's own server refuses nothing by itself, so an unsigned production endpoint must not come up. */
function inngestProblems(env: EngineChoice): string[] {
  if (isInngestDev(env)) return [];
  const needed = ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"] as const;
  return needed
    .filter((name) => env[name] === undefined)
    .map(
      (name) => `${name} is not set: the inngest engine needs it outside dev mode (INNGEST_DEV=1 for the dev server)`,
    );
}

/** Inngest's signing key alone is not enough: Inngest needs the event key as well. */
function halfConfigured(env: EngineChoice): string[] {
  if (env.INNGEST_SIGNING_KEY === undefined) return [];
  const problem =
    "INNGEST_SIGNING_KEY is set without INNGEST_EVENT_KEY: set both to use Inngest, or unset it to do without";
  return [problem];
}

function requestProblems(env: EngineChoice): string[] {
  const longest = requestLimitSeconds - requestMarginSeconds;
  return [
    ...(env.TASK_ENGINE === "postgres"
      ? ['TASK_ENGINE: "postgres" needs processes that stay; unset it to execute within requests, or use Inngest']
      : []),
    ...(env.TASK_EXECUTION === "process"
      ? ["TASK_EXECUTION: Vercel ends processes with their request, so unset it"]
      : []),
    ...(Number(env.TASK_STEP_SECONDS) > longest
      ? [`TASK_STEP_SECONDS: use at most ${longest}, since requests end after ${requestLimitSeconds} seconds`]
      : []),
  ];
}

/** The variables that choose the engine, as given, even where something else in the environment is wrong. */
export type EngineChoice = Readonly<
  Partial<
    Record<
      `TASK_${"ENGINE" | "EXECUTION" | "STEP_SECONDS"}` | `INNGEST_${"DEV" | "EVENT_KEY" | "SIGNING_KEY" | "BASE_URL"}`,
      string | number | undefined
    >
  > & { readonly VERCEL?: string | boolean | undefined }
>;

/** The engine that an environment chooses. */
export function chooseEngine(env: EngineChoice): Engine {
  if (env.TASK_ENGINE === "inngest") return "inngest";
  const configured = env.INNGEST_EVENT_KEY !== undefined || env.INNGEST_BASE_URL !== undefined || isInngestDev(env);
  if (env.TASK_ENGINE === undefined && configured) return "inngest";
  return processesStay(env) ? "postgres" : "in-request";
}

/** Whether a process lives longer than the request that it answers. */
export function processesStay(env: Pick<EngineChoice, "TASK_EXECUTION" | "VERCEL">): boolean {
  return env.TASK_EXECUTION !== "request" && !["1", "true", true].includes(env.VERCEL ?? false);
}

/** Whether Inngest's dev server is used, which needs no keys. INNGEST_DEV may also be its address. */
export function isInngestDev(env: { readonly INNGEST_DEV?: string | number | undefined }): boolean {
  return env.INNGEST_DEV !== undefined && !["0", "false"].includes(String(env.INNGEST_DEV));
}
