import { expect, test } from "vitest";
import { examineEnvironment } from "#scripts/doctor/environment.ts";
import { describe as print } from "#scripts/doctor/report.ts";

const good = {
  DATABASE_URL: "postgresql://tidy:8fj3kd02ls@db.example.net:5432/tidy",
  AUTH_SECRET: "0f3b9d5c7a1e2846b0d9f7c5a3e1284660f3b9d5c7a1e284",
  APP_URL: "https://tidy.example.com",
  CRON_SECRET: "9a8b7c6d5e4f30211203f4e5d6c7b8a9",
  ADMIN_EMAILS: "boss@example.com",
};

const troublesOf = (changes: Record<string, string>) =>
  examineEnvironment({ ...good, ...changes })
    .findings.filter(({ level }) => level !== "ok")
    .map(({ level, message }) => `${level}: ${message}`);

test("a complete environment is fine", () => {
  const { env, findings } = examineEnvironment(good);
  expect(env?.TASK_ENGINE).toBe("postgres");
  expect(findings.map(({ level }) => level)).toEqual(["ok", "ok", "ok", "ok"]);
});

test.each([
  [{}, /Tidy's own processes/],
  [{ INNGEST_DEV: "1" }, /^Inngest executes/],
  [{ INNGEST_DEV: "1", VERCEL: "1" }, /^Inngest executes.* on every plan/],
  [{ VERCEL: "1" }, /at most 60 seconds each.* On Vercel Hobby each cron calls once a day/],
])("what executes the runs is said for %o", (changes: Record<string, string>, message) => {
  const { findings } = examineEnvironment({ ...good, ...changes });
  expect(findings.find(({ subject }) => subject === "execution")?.message).toMatch(message);
});

test("every problem of the environment is an error of its own, with a fix", () => {
  const { env, findings } = examineEnvironment({ APP_URL: "nowhere" });
  expect(env).toBeNull();
  expect(findings).toHaveLength(3);
  expect(findings.every(({ level, fix }) => level === "error" && fix !== undefined)).toBe(true);
});

test("a variable of a schedule that no task has is an error that names those that there are", () => {
  expect(troublesOf({ CLEANUP_SCHEDULE: "off", TODO_CLEANUP_SCHEDULE: "off" })).toEqual([
    expect.stringMatching(/^error: CLEANUP_SCHEDULE: no task has this schedule.* TODO_CLEANUP_SCHEDULE/),
  ]);
});

test.each([
  ["AUTH_SECRET", "change-me-change-me-change-me-change-me"],
  ["AUTH_SECRET", "a".repeat(64)],
  ["CRON_SECRET", "my-cron-secret-2026"],
])("%s=%s can be guessed", (name, value) => {
  expect(troublesOf({ [name]: value })).toEqual([expect.stringMatching(`^error: ${name} can be guessed`)]);
});

test("two equal secrets are an error", () => {
  expect(troublesOf({ CRON_SECRET: good.AUTH_SECRET })).toEqual([
    "error: AUTH_SECRET and CRON_SECRET are the same: whoever knows one knows both.",
  ]);
});

test("an unset CRON_SECRET is a warning, and an error on Vercel", () => {
  expect(troublesOf({ CRON_SECRET: "" })).toEqual([expect.stringMatching(/^warning: CRON_SECRET is not set/)]);
  for (const where of [{ VERCEL: "1" }, { TASK_EXECUTION: "request" }]) {
    expect(troublesOf({ CRON_SECRET: "", ...where })).toEqual([
      expect.stringMatching(/^error: CRON_SECRET is not set/),
    ]);
  }
});

test("http and demo mode are noticed on a public address only, and no ADMIN_EMAILS is in order", () => {
  const careless = { APP_URL: "http://tidy.example.com", DEMO_MODE: "1", ADMIN_EMAILS: "" };
  expect(troublesOf(careless)).toEqual([
    expect.stringMatching(/^error: APP_URL uses http/),
    expect.stringMatching(/^error: DEMO_MODE is on/),
  ]);
  expect(troublesOf({ ...careless, APP_URL: "http://localhost:3000" })).toEqual([]);
  const { findings } = examineEnvironment({ ...good, ADMIN_EMAILS: "" });
  expect(findings).toContainEqual(
    expect.objectContaining({ level: "ok", message: expect.stringContaining("setup link") }),
  );
});

test("an easy database password is noticed, except on this machine", () => {
  const easy = "postgresql://tidy:tidy@db.example.net/tidy";
  expect(troublesOf({ DATABASE_URL: easy })).toEqual([expect.stringMatching(/^warning: The database password/)]);
  expect(troublesOf({ DATABASE_URL: easy.replace("db.example.net", "127.0.0.1") })).toEqual([]);
});

test("a database password with a raw % is a warning that says how to write it", () => {
  const raw = "postgresql://tidy:8fj%3ad02ls@127.0.0.1/tidy";
  expect(troublesOf({ DATABASE_URL: raw })).toEqual([]);
  expect(troublesOf({ DATABASE_URL: raw.replace("%3a", "%k") })).toEqual([
    expect.stringMatching(/^warning: The database password has a % that is not percent-encoded/),
  ]);
});

test("no finding shows a secret", () => {
  const { findings } = examineEnvironment({
    ...good,
    AUTH_SECRET: "secret-secret-secret-secret-secret",
    CRON_SECRET: "",
  });
  expect(findings.map(print).join("\n")).not.toContain("secret-secret");
});
