import { z } from "zod";
import {
  days,
  emails,
  flag,
  hasNoPath,
  networks,
  plainUrl,
  schedule,
  secret,
  sender,
  timeZone,
  url,
  webhookSecret,
} from "#lib/env/values.ts";
import { requestLimitSeconds, requestMarginSeconds } from "./request-limit.ts";

/** Thrown when the environment cannot be used; its message lists every problem with its fix. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}\nSee .env.example for every variable.`,
    );
    this.problems = problems;
  }
}

/** `TODO_CLEANUP_SCHEDULE` and its like. Which ones there are, the tasks decide: lib/tasks/schedule-variables.ts. */
const schedules = z.record(z.string(), schedule);
const isScheduleVariable = (name: string) => name.endsWith("_SCHEDULE");

const schema = z.object({
  DATABASE_URL: url(["postgres:", "postgresql:"], "postgresql://user:password@localhost:5432/tidy"),
  AUTH_SECRET: secret("signing sessions"),
  APP_URL: url(["http:", "https:"], "https://tidy.example.com")
    .refine(
      hasNoPath,
      "give Tidy a host or a port of its own: scripts, cookies and the service worker know no sub-path",
    )
    .transform((value) => new URL(value).origin),
  CRON_SECRET: z.string().min(16, "use at least 16 random characters, e.g. from: openssl rand -hex 32").optional(),
  ADMIN_EMAILS: emails,
  /** Who may create an account: everybody, whom an admin invites, or nobody. */
  SIGN_UP: z.enum(["open", "invite", "closed"], 'use "open", "invite" or "closed"').default("open"),
  SMTP_URL: url(["smtp:", "smtps:"], "smtps://user:password@smtp.example.com").optional(),
  MAIL_FROM: sender.optional(),
  /** Where notices go that something does not work: a webhook, and mail to these addresses, or else to every admin. */
  WEBHOOK_URL: plainUrl.optional(),
  WEBHOOK_SECRET: webhookSecret.optional(),
  NOTICE_EMAILS: emails,
  /** The proxies in front, whose part of a forwarded chain is believed. */
  TRUSTED_PROXIES: networks,
  /** A session ends when it was not used for so long, and at this age at the latest. */
  SESSION_IDLE_DAYS: days(30, 1),
  SESSION_MAX_DAYS: days(90, 1),
  TASK_ENGINE: z.enum(["postgres", "inngest"], 'use "postgres" or "inngest"').optional(),
  /** Where runs are executed without Inngest: by processes that stay, or within requests. */
  TASK_EXECUTION: z.enum(["process", "request"], 'use "process" or "request"').optional(),
  INNGEST_DEV: z.string().optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  /** Accepted as well, while the key is being replaced. */
  INNGEST_SIGNING_KEY_FALLBACK: z.string().optional(),
  INNGEST_BASE_URL: url(["http:", "https:"], "http://localhost:8288").optional(),
  INNGEST_DASHBOARD_URL: url(["http:", "https:"], "https://app.inngest.com/env/production").optional(),
  TASKS_TIME_ZONE: timeZone,
  /** Each start pauses every schedule, e.g. of a restored backup. */
  TASKS_PAUSED: flag,
  TASK_STEP_SECONDS: z.coerce
    .number("use a number of seconds")
    .min(1, "use at least 1")
    .max(600, "use at most 600")
    .default(20),
  RETENTION_DAYS: days(7, 1),
  TRASH_DAYS: days(30, 0),
  CONFIRM_REMOVALS: flag,
  RUN_HISTORY_DAYS: days(30, 1),
  /** Where `system/backup` writes; unset: no backups. */
  BACKUP_DIR: z.string().optional(),
  BACKUP_KEEP: z.coerce.number("use a number of backups").int("use a whole number").min(1, "use at least 1").default(7),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], 'use "debug", "info", "warn", "error" or "silent"')
    .default("info"),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(["http:", "https:"], "http://localhost:4318").optional(),
  OTEL_SERVICE_NAME: z.string().default("tidy"),
  DEMO_MODE: flag,
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  /** Set by Vercel: processes there live as long as one request. */
  VERCEL: flag,
});

type Engine = "postgres" | "inngest" | "in-request";

/** The checked environment. Every variable is described in `.env.example`. */
export interface Env extends Omit<z.output<typeof schema>, "TASK_ENGINE"> {
  readonly TASK_ENGINE: Engine;
  /** The schedules that the environment changes, by the name of the variable; null turns one off. */
  readonly schedules: Readonly<Record<string, string | null>>;
}

/**
 * Checks a set of environment variables. An empty value counts as unset.
 * @throws {EnvironmentError} naming every problem at once.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const given: Readonly<Record<string, string | undefined>> = { ...addressOfPreview(set), ...set };
  const parsed = schema.safeParse(given);
  const parsedSchedules = schedules.safeParse(
    Object.fromEntries(Object.entries(given).filter(([name]) => isScheduleVariable(name))),
  );
  const issues = [...(parsed.error?.issues ?? []), ...(parsedSchedules.error?.issues ?? [])];
  const problems = [
    ...issues.map((issue) => describe(issue, given)),
    ...engineProblems(given),
    ...mailProblems(given),
    ...webhookProblems(given),
    ...controlCharacters(given),
  ];
  if (!parsed.success || !parsedSchedules.success || problems.length > 0) {
    throw new EnvironmentError([...new Set(problems)]);
  }
  return { ...parsed.data, TASK_ENGINE: chooseEngine(parsed.data), schedules: parsedSchedules.data };
}

/** Each preview on Vercel has an address of its own, which nobody can set beforehand. */
function addressOfPreview(set: Readonly<Record<string, string | undefined>>): { readonly APP_URL?: string } {
  const host = set.VERCEL_BRANCH_URL ?? set.VERCEL_URL;
  return set.VERCEL_ENV === "preview" && host !== undefined ? { APP_URL: `https://${host}` } : {};
}

function describe(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  const name = String(issue.path[0]);
  return given[name] === undefined
    ? `${name} is not set: ${fixes[name] ?? issue.message}`
    : `${name}: ${issue.message}`;
}

/** A file with Windows line ends leaves an unseen `\r` at the end of a value: a secret that then matches nothing. */
function controlCharacters(given: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(given)
    .filter(([name, value]) => (name in schema.shape || isScheduleVariable(name)) && /\p{Cc}/u.test(value ?? ""))
    .map(([name]) => `${name}: remove the control characters, such as the line ends of a file made on Windows`);
}

const fixes: Readonly<Record<string, string>> = {
  DATABASE_URL: 'use a PostgreSQL URL, or start with "npm run dev" or "npm start", which bring their own server',
  AUTH_SECRET: "use at least 32 random characters, e.g. from: openssl rand -hex 32",
  APP_URL: "use the address that browsers open, e.g. https://tidy.example.com",
};

/** Providers refuse senders that they don't know, so no default would do. */
function mailProblems({ SMTP_URL, MAIL_FROM }: Readonly<Record<string, string | undefined>>): string[] {
  if (SMTP_URL === undefined || MAIL_FROM !== undefined) return [];
  return ["MAIL_FROM is not set: with SMTP_URL, use the address that mail comes from, e.g. Tidy <tidy@example.com>"];
}

/** Whoever gets a notice must be able to tell that it comes from here. */
function webhookProblems({ WEBHOOK_URL, WEBHOOK_SECRET }: Readonly<Record<string, string | undefined>>): string[] {
  if (WEBHOOK_URL === undefined || WEBHOOK_SECRET !== undefined) return [];
  return ['WEBHOOK_SECRET is not set: with WEBHOOK_URL, use the output of: echo "whsec_$(openssl rand -base64 32)"'];
}

function engineProblems(env: EngineChoice): string[] {
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

/** Whoever sets Inngest's signing key means to use Inngest, which needs the event key as well. */
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

/** What decides on the engine, as given: also where something else in the environment is wrong. */
type EngineChoice = Readonly<
  Partial<
    Record<
      `TASK_${"ENGINE" | "EXECUTION" | "STEP_SECONDS"}` | `INNGEST_${"DEV" | "EVENT_KEY" | "SIGNING_KEY" | "BASE_URL"}`,
      string | number | undefined
    >
  > & { readonly VERCEL?: string | boolean | undefined }
>;

function chooseEngine(env: EngineChoice): Engine {
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

let cached: Env | undefined;

/** The environment of this process, checked on first use. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
