import { z } from "zod";
import { mailProblems, webhookProblems } from "#lib/env/belonging.ts";
import { chooseEngine, type Engine, engineProblems } from "#lib/env/engine-choice.ts";
import { type OidcProvider, readProviders } from "#lib/env/oidc-providers.ts";
import { schedule } from "#lib/env/values.ts";
import { accountVariables, appVariables } from "#lib/env/variables/app.ts";
import { backupVariables, cleanupVariables } from "#lib/env/variables/cleanup.ts";
import { engineVariables, scheduleVariables } from "#lib/env/variables/engine.ts";
import { hostVariables, logVariables } from "#lib/env/variables/logs.ts";
import { mailVariables } from "#lib/env/variables/mail.ts";
import { signInVariables } from "#lib/env/variables/oidc.ts";

export { isInngestDev, processesStay } from "#lib/env/engine-choice.ts";

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

/** Variables such as `TODO_CLEANUP_SCHEDULE`. The tasks decide their names: lib/tasks/schedule-variables.ts. */
const schedules = z.record(z.string(), schedule);
const isScheduleVariable = (name: string) => name.endsWith("_SCHEDULE");

const schema = z.object({
  ...appVariables,
  ...accountVariables,
  ...signInVariables,
  ...mailVariables,
  ...cleanupVariables,
  ...backupVariables,
  ...scheduleVariables,
  ...engineVariables,
  ...logVariables,
  ...hostVariables,
});

/** The checked environment. docs/configuration.md describes every variable. */
export interface Env extends Omit<z.output<typeof schema>, "TASK_ENGINE" | "LOG_FORMAT"> {
  readonly TASK_ENGINE: Engine;
  readonly LOG_FORMAT: "text" | "json";
  /** The schedules that the environment changes, by the name of the variable; null turns one off. */
  readonly schedules: Readonly<Record<string, string | null>>;
  /** The providers of OIDC_PROVIDERS. */
  readonly oidcProviders: readonly OidcProvider[];
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
  const oidc = readProviders(parsed.data?.OIDC_PROVIDERS ?? [], parsed.success ? given : {});
  const problems = [
    ...issues.map((issue) => describe(issue, given)),
    ...engineProblems(given),
    ...mailProblems(given),
    ...webhookProblems(given),
    ...oidc.problems,
    ...strayText(given),
  ];
  if (!parsed.success || !parsedSchedules.success || problems.length > 0) {
    throw new EnvironmentError([...new Set(problems)]);
  }
  const { NODE_ENV, LOG_FORMAT = NODE_ENV === "development" ? "text" : "json" } = parsed.data;
  return {
    ...parsed.data,
    LOG_FORMAT,
    TASK_ENGINE: chooseEngine(parsed.data),
    schedules: parsedSchedules.data,
    oidcProviders: oidc.providers,
  };
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

/**
 * A file with Windows line ends leaves an unseen `\r` at the end of a value: a secret that then matches nothing.
 * systemd and Docker take a comment behind a value for the value: a secret that everybody can read in the docs.
 */
function strayText(given: Readonly<Record<string, string | undefined>>): string[] {
  const own = Object.entries(given).filter(
    ([name]) => name in schema.shape || name.startsWith("OIDC_") || isScheduleVariable(name),
  );
  return own.flatMap(([name, value = ""]) => {
    if (/\p{Cc}/u.test(value))
      return [`${name}: remove the control characters, such as the line ends of a file made on Windows`];
    return /^\s*#(\s|$)/.test(value) ? [`${name}: its value is a comment; put comments on lines of their own`] : [];
  });
}

const fixes: Readonly<Record<string, string>> = {
  DATABASE_URL: 'use a PostgreSQL URL, or start with "npm run dev" or "npm start", which bring their own server',
  AUTH_SECRET: "use at least 32 random characters, e.g. from: openssl rand -hex 32",
  APP_URL: "use the address that browsers open, e.g. https://tidy.example.com",
};

let cached: Env | undefined;

/** The environment of this process, checked on first use. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
