import { type Env, EnvironmentError, isInngestDev, parseEnv, processesStay } from "#lib/env.ts";
import { registry } from "#lib/tasks/registry.ts";
import { refuseUnknownSchedules } from "#lib/tasks/schedule-variables.ts";
import { examineExecution } from "./execution.ts";
import { about, type Finding } from "./finding.ts";
import { isLoopback } from "./loopback.ts";

const { ok, warning, error } = about("environment");

export interface ExaminedEnvironment {
  readonly findings: readonly Finding[];
  /** Null if the variables cannot be used. */
  readonly env: Env | null;
}

/** Checks that the variables are complete and valid, and that secrets cannot be guessed. */
export function examineEnvironment(variables: Readonly<Record<string, string | undefined>>): ExaminedEnvironment {
  try {
    const env = parseEnv(variables);
    refuseUnknownSchedules(env, Object.values(registry));
    return {
      env,
      findings: [
        ok(`Every variable is valid; the engine is ${env.TASK_ENGINE}.`),
        examineExecution(env),
        ...examineSecrets(env),
        ...examineAddress(env),
        ...examineDatabasePassword(env),
      ],
    };
  } catch (thrown) {
    if (!(thrown instanceof EnvironmentError)) throw thrown;
    const findings = thrown.problems.map((problem) =>
      error(problem, "Correct it; .env.example describes each variable."),
    );
    return { env: null, findings };
  }
}

const newSecret = "Make a new one: openssl rand -hex 32";

function examineSecrets(env: Env): Finding[] {
  const secrets = Object.entries({
    AUTH_SECRET: env.AUTH_SECRET,
    CRON_SECRET: env.CRON_SECRET,
    ...(isInngestDev(env)
      ? {}
      : { INNGEST_SIGNING_KEY: env.INNGEST_SIGNING_KEY, INNGEST_EVENT_KEY: env.INNGEST_EVENT_KEY }),
  }).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const weak = secrets
    .filter(({ value }) => isGuessable(value))
    .map(({ name }) => error(`${name} can be guessed: it is a common word, an example or too regular.`, newSecret));
  const equal = secrets.flatMap((one, index) =>
    secrets
      .slice(index + 1)
      .filter((other) => other.value === one.value)
      .map((other) => error(`${one.name} and ${other.name} are the same: whoever knows one knows both.`, newSecret)),
  );
  const unset = env.CRON_SECRET === undefined ? [cronSecretUnset(env)] : [];
  const found = [...weak, ...equal, ...unset];
  return found.length > 0 ? found : [ok("The secrets are set, differ from each other and can't be guessed.")];
}

function cronSecretUnset(env: Env): Finding {
  const fix = "Set it if a scheduler calls from outside (Vercel Cron, crontab): openssl rand -hex 32";
  return processesStay(env)
    ? warning("CRON_SECRET is not set, so every scheduler from outside is refused.", fix)
    : error("CRON_SECRET is not set, so every scheduler is refused, Vercel Cron too.", fix);
}

const commonWords = /change.?me|secret|password|example|default|placeholder|12345678|abcdefgh|qwert/i;

/** 32 random hex digits have about 14 different ones. Fewer than 8 happens once in millions. */
function isGuessable(value: string): boolean {
  return commonWords.test(value) || new Set(value).size < 8;
}

function examineAddress(env: Env): Finding[] {
  const { protocol, hostname } = new URL(env.APP_URL);
  if (isLoopback(hostname)) return [];
  const https =
    protocol === "https:"
      ? ok("APP_URL uses https.")
      : error(
          "APP_URL uses http: passwords and sessions travel in the clear.",
          "Put Tidy behind a proxy with TLS and set APP_URL to https://…",
        );
  const demo = env.DEMO_MODE
    ? [error("DEMO_MODE is on: the demo account's password is shown to everybody.", "Unset DEMO_MODE.")]
    : [];
  const admins =
    env.ADMIN_EMAILS.length === 0
      ? [ok("ADMIN_EMAILS is empty: admins are made by the setup link that npm start prints, or by npm run user.")]
      : [];
  return [https, ...demo, ...admins];
}

function examineDatabasePassword(env: Env): Finding[] {
  const { hostname, password, username } = new URL(env.DATABASE_URL);
  const decoded = decode(password);
  if (decoded === null) {
    const message = "The database password has a % that is not percent-encoded, so programs read it differently.";
    return [warning(message, "Percent-encode the password in DATABASE_URL: write each % as %25.")];
  }
  const easy = ["", "postgres", "password", "tidy", "secret", username].includes(decoded);
  if (!easy || isLoopback(hostname) || hostname === "") return [];
  return [
    warning(
      "The database password is empty, a default or the user's name.",
      "Give the database user a random password.",
    ),
  ];
}

/** Null where a % begins no encoded character. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
