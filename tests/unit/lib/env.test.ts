import { describe, expect, test } from "vitest";

import { EnvironmentError, isInngestDev, parseEnv } from "#lib/env.ts";
import { required } from "./required-variables.ts";

type Variables = Readonly<Record<string, string | undefined>>;

const parse = (variables: Variables = {}) => parseEnv({ ...required, ...variables });

function problemsOf(variables: Variables): readonly string[] {
  try {
    parseEnv(variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

describe("the environment", () => {
  test("has a default for everything that can have one", () => {
    expect(parse()).toEqual({
      ...required,
      APP_URL: "https://tidy.example.com",
      ADMIN_EMAILS: [],
      NOTICE_EMAILS: [],
      TRUSTED_PROXIES: ["127.0.0.0/8", "::1"],
      SESSION_IDLE_DAYS: 30,
      SESSION_MAX_DAYS: 90,
      SIGN_UP: "open",
      OIDC_PROVIDERS: [],
      oidcProviders: [],
      PASSWORD_SIGN_IN: true,
      TASK_ENGINE: "postgres",
      TASKS_TIME_ZONE: "UTC",
      TASK_STEP_SECONDS: 20,
      RETENTION_DAYS: 7,
      TRASH_DAYS: 30,
      RUN_HISTORY_DAYS: 30,
      BACKUP_KEEP: 7,
      LOG_LEVEL: "info",
      LOG_FORMAT: "json",
      NODE_ENV: "production",
      OTEL_SERVICE_NAME: "tidy",
      DEMO_MODE: false,
      CONFIRM_REMOVALS: false,
      TASKS_PAUSED: false,
      VERCEL: false,
      schedules: {},
    });
  });

  test("logs for people in development, unless told otherwise", () => {
    expect(parse({ NODE_ENV: "development" }).LOG_FORMAT).toBe("text");
    expect(parse({ NODE_ENV: "development", LOG_FORMAT: "json" }).LOG_FORMAT).toBe("json");
    expect(parse({ LOG_FORMAT: "text" }).LOG_FORMAT).toBe("text");
  });

  test("takes an empty value for none", () => {
    expect(parse({ TRASH_DAYS: "", CRON_SECRET: "", TASK_ENGINE: "" })).toEqual(parse());
  });

  test("reads what is given", () => {
    const given = parse({
      ADMIN_EMAILS: " Ann@Example.com ,, bob@example.com",
      TODO_CLEANUP_SCHEDULE: " */5 * * * * ",
      SYSTEM_PING_SCHEDULE: "off",
      TASKS_TIME_ZONE: "Australia/Lord_Howe",
      TRASH_DAYS: "0",
      VERCEL: "1",
    });
    expect(given).toMatchObject({
      ADMIN_EMAILS: ["ann@example.com", "bob@example.com"],
      schedules: { TODO_CLEANUP_SCHEDULE: "*/5 * * * *", SYSTEM_PING_SCHEDULE: null },
      TASKS_TIME_ZONE: "Australia/Lord_Howe",
      TRASH_DAYS: 0,
      VERCEL: true,
    });
  });

  test.each(["tidy@example.com", "Tidy <tidy@example.com>", '"Tidy: the list" <tidy@example.com>'])(
    "takes %j as a sender",
    (sender) => {
      expect(parse({ SMTP_URL: "smtp://localhost", MAIL_FROM: sender }).MAIL_FROM).toBe(sender);
    },
  );

  test.each(["tidy", "Tidy <tidy>", "a@example.com, b@example.com", "<a@example.com> x", "Tidy: ann <a@example.com>"])(
    "refuses %j as a sender",
    (sender) => {
      const problems = problemsOf({ ...required, SMTP_URL: "smtp://localhost", MAIL_FROM: sender });
      expect(problems).toEqual([
        expect.stringMatching(/^MAIL_FROM: use an address such as "Tidy <tidy@example\.com>"/),
      ]);
    },
  );

  test("asks for the sender where mail is configured", () => {
    expect(problemsOf({ ...required, SMTP_URL: "smtps://mail.example.com" })).toEqual([
      "MAIL_FROM is not set: with SMTP_URL, use the address that mail comes from, e.g. Tidy <tidy@example.com>",
    ]);
    const problem = "SMTP_URL: use a URL such as smtps://user:password@smtp.example.com";
    expect(problemsOf({ ...required, SMTP_URL: "https://mail.example.com", MAIL_FROM: "a@example.com" })).toEqual([
      problem,
    ]);
  });

  test("reports every problem at once, each with its fix", () => {
    const problems = problemsOf({
      DATABASE_URL: "mysql://localhost/tidy",
      AUTH_SECRET: "short",
      CRON_SECRET: "short",
      ADMIN_EMAILS: "ann@example.com,bob",
      TASK_ENGINE: "redis",
      TASKS_TIME_ZONE: "Mars/Base",
      TODO_CLEANUP_SCHEDULE: "0 0 3 * * *",
      RETENTION_DAYS: "0",
      TRASH_DAYS: "many",
      LOG_LEVEL: "loud",
    });
    const expected = [
      /^DATABASE_URL: use a URL such as postgresql:/,
      /^AUTH_SECRET: use at least 32 random characters/,
      /^APP_URL is not set: use the address that browsers open/,
      /^CRON_SECRET: use at least 16 random characters/,
      /^ADMIN_EMAILS: use email addresses separated by commas/,
      /^TASK_ENGINE: use "postgres" or "inngest"/,
      /^TASKS_TIME_ZONE: use an IANA time zone/,
      /^TODO_CLEANUP_SCHEDULE: use five cron fields/,
      /^RETENTION_DAYS: use at least 1/,
      /^TRASH_DAYS: use a number of days/,
      /^LOG_LEVEL: use "debug"/,
    ];
    for (const pattern of expected) expect(problems).toContainEqual(expect.stringMatching(pattern));
    expect(problems).toHaveLength(expected.length);
  });

  test("lists the problems in the message, which names .env.example and no value of a secret", () => {
    const parsing = () => parse({ AUTH_SECRET: "hunter2", CRON_SECRET: "hunter3" });
    expect(parsing).toThrow(/- AUTH_SECRET: .*\n.*- CRON_SECRET: .*\n.*\.env\.example/);
    expect(parsing).not.toThrow(/hunter/);
  });

  test.each([
    ["a fraction", { RETENTION_DAYS: "1.5" }],
    ["a negative", { TRASH_DAYS: "-1" }],
    ["far too many days", { RUN_HISTORY_DAYS: "100000" }],
    ["four fields", { SYSTEM_PING_SCHEDULE: "* * * *" }],
    ["a schedule out of range", { SYSTEM_PING_SCHEDULE: "61 * * * *" }],
    ["a place for traces that is none", { OTEL_EXPORTER_OTLP_ENDPOINT: "localhost:4318" }],
    ["a switch that is neither", { DEMO_MODE: "yes" }],
    ["an address without a protocol", { APP_URL: "tidy.example.com" }],
    ["an address below a path", { APP_URL: "https://example.com/tidy" }],
    ["a schedule that never fires", { SYSTEM_PING_SCHEDULE: "0 3 30 2 *" }],
    ["another schedule that never fires", { TODO_CLEANUP_SCHEDULE: "0 0 31 4,6,9,11 *" }],
    ["a secret with a line end of Windows", { CRON_SECRET: `${"x".repeat(32)}\r` }],
    ["a secret of sessions with a line end of Windows", { AUTH_SECRET: `${"x".repeat(32)}\r` }],
    ["a database's address with a line end of Windows", { DATABASE_URL: `${required.DATABASE_URL}\r` }],
    ["a secret that is a comment", { CRON_SECRET: "# openssl rand -hex 32; only if a scheduler calls" }],
    ["a key with a line end of Windows", { INNGEST_EVENT_KEY: "key\r", INNGEST_SIGNING_KEY: "signkey-test-12" }],
  ])("refuses %s", (_, variables: Variables) => {
    expect(problemsOf({ ...required, ...variables })).toHaveLength(1);
  });

  test("takes a schedule that fires in leap years only", () => {
    const { schedules } = parse({ SYSTEM_PING_SCHEDULE: "0 3 29 2 *" });
    expect(schedules).toEqual({ SYSTEM_PING_SCHEDULE: "0 3 29 2 *" });
  });

  test("has the address of a preview on Vercel, unless it is given one", () => {
    const { APP_URL: _, ...others } = required;
    const preview = { ...others, VERCEL: "1", VERCEL_ENV: "preview", VERCEL_URL: "tidy-1.vercel.app" };
    expect(parseEnv(preview).APP_URL).toBe("https://tidy-1.vercel.app");
    expect(parseEnv({ ...preview, VERCEL_BRANCH_URL: "tidy-git-x.vercel.app" }).APP_URL).toBe(
      "https://tidy-git-x.vercel.app",
    );
    expect(parseEnv({ ...preview, APP_URL: "https://mine.example" }).APP_URL).toBe("https://mine.example");
    expect(problemsOf({ ...preview, VERCEL_ENV: "production" })).toEqual([expect.stringContaining("APP_URL")]);
  });
});

describe("the engine", () => {
  test.each([
    ["postgres", {}],
    ["postgres", { INNGEST_DEV: "0" }],
    ["postgres", { INNGEST_DEV: "false" }],
    ["postgres", { TASK_ENGINE: "postgres", INNGEST_SIGNING_KEY: "signkey-test-00" }],
    ["postgres", { TASK_EXECUTION: "process" }],
    ["in-request", { TASK_EXECUTION: "request" }],
    ["in-request", { VERCEL: "1" }],
    ["inngest", { VERCEL: "1", INNGEST_EVENT_KEY: "key", INNGEST_SIGNING_KEY: "signkey-test-00" }],
    ["inngest", { TASK_EXECUTION: "request", INNGEST_DEV: "1" }],
    ["inngest", { INNGEST_DEV: "1" }],
    ["inngest", { INNGEST_DEV: "http://localhost:8288" }],
    ["inngest", { INNGEST_EVENT_KEY: "key", INNGEST_SIGNING_KEY: "signkey-test-00" }],
    [
      "inngest",
      { INNGEST_BASE_URL: "http://inngest:8288", INNGEST_EVENT_KEY: "key", INNGEST_SIGNING_KEY: "signkey-test-00" },
    ],
    ["postgres", { TASK_ENGINE: "postgres", INNGEST_DEV: "1" }],
    ["inngest", { TASK_ENGINE: "inngest", INNGEST_DEV: "1" }],
  ])("is %s with %o", (engine, variables: Variables) => {
    expect(parse(variables).TASK_ENGINE).toBe(engine);
  });

  test.each([
    ["both keys", { TASK_ENGINE: "inngest" }, ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"]],
    ["the signing key", { INNGEST_EVENT_KEY: "key" }, ["INNGEST_SIGNING_KEY"]],
    [
      "the event key",
      { INNGEST_BASE_URL: "http://inngest:8288", INNGEST_SIGNING_KEY: "signkey-test-00" },
      ["INNGEST_EVENT_KEY"],
    ],
  ])("inngest needs %s outside dev mode", (_, variables: Variables, missing: readonly string[]) => {
    const problems = problemsOf({ ...required, ...variables });
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual(missing);
  });

  test.each([
    ["Inngest's signing key alone", { INNGEST_SIGNING_KEY: "signkey-test-00" }, /INNGEST_EVENT_KEY: set both/],
    ["the same on Vercel", { VERCEL: "1", INNGEST_SIGNING_KEY: "signkey-test-00" }, /INNGEST_EVENT_KEY: set both/],
    ["the postgres engine on Vercel", { VERCEL: "1", TASK_ENGINE: "postgres" }, /^TASK_ENGINE: .* unset it/],
    ["processes on Vercel", { VERCEL: "1", TASK_EXECUTION: "process" }, /^TASK_EXECUTION: .* unset it/],
    ["steps as long as a request", { VERCEL: "1", TASK_STEP_SECONDS: "56" }, /^TASK_STEP_SECONDS: use at most 55/],
  ])("refuses %s, and says what to do", (_, variables: Variables, problem) => {
    expect(problemsOf({ ...required, ...variables })).toEqual([expect.stringMatching(problem)]);
  });

  test("INNGEST_DEV is a switch or an address", () => {
    expect(["1", "true", "http://localhost:8288"].every((value) => isInngestDev({ INNGEST_DEV: value }))).toBe(true);
    expect(["0", "false", undefined].some((value) => isInngestDev({ INNGEST_DEV: value }))).toBe(false);
  });

  test("missing keys are reported with everything else that is wrong", () => {
    const problems = problemsOf({ ...required, APP_URL: "tidy", TASK_ENGINE: "inngest" });
    expect(problems.map((problem) => problem.split(/:| /)[0])).toEqual([
      "APP_URL",
      "INNGEST_EVENT_KEY",
      "INNGEST_SIGNING_KEY",
    ]);
  });
});
