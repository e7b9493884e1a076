import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { migrationStatus } from "#lib/db/migrations/migrations.ts";
import { doctorCommand } from "#scripts/doctor/doctor-command.ts";
import { openMachine } from "#scripts/doctor/machine.ts";
import { postgresDirectory } from "#scripts/runtime/checkout.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { copyCluster } from "#tests/support/processes/clusters.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";

const database = setUpTestDatabase();
const script = fileURLToPath(new URL("../../../scripts/doctor.ts", import.meta.url));

function runDoctor(variables: Record<string, string>): Promise<{ code: number; stdout: string }> {
  const env = { ...inheritedEnvironment(), NODE_ENV: "test" as const, ...variables };
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { env }, (error, stdout) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout });
    });
  });
}

const environment = (url: string) => ({
  DATABASE_URL: url,
  AUTH_SECRET: "0f3b9d5c7a1e2846b0d9f7c5a3e1284660f3b9d5c7a1e284",
  APP_URL: "http://127.0.0.1:1",
  CRON_SECRET: "9a8b7c6d5e4f30211203f4e5d6c7b8a9",
});

test("the command prints each finding with its fix and fails on errors", async () => {
  const { code, stdout } = await runDoctor(environment(database.url));
  // No app has ever started on this database.
  expect(code).toBe(1);
  expect(stdout).toMatch(/^ok {11}database: PostgreSQL /m);
  expect(stdout).toMatch(/^ok {11}database: Migrated: \d+ applied/m);
  expect(stdout).toMatch(/^ERROR {8}heartbeat: .*\n {13}→ Start the app/m);
  expect(stdout).toMatch(/^not checked {2}address: /m);
  expect(stdout.trimEnd()).toMatch(/\d+ ok, \d+ warnings?, \d+ errors?, \d+ not checked$/);
});

test("--json prints the findings for machines, and an address that nothing answers at fails too", async () => {
  const said: string[] = [];
  expect(await doctorCommand(["--json", "--url", "http://127.0.0.1:1"], {}, (line) => void said.push(line))).toBe(1);
  expect(JSON.parse(said.join("\n"))).toContainEqual({
    subject: "address",
    level: "error",
    message: expect.stringContaining("Nothing answers at http://127.0.0.1:1"),
    fix: expect.any(String),
  });
});

test("without DATABASE_URL it takes the embedded database, where there is one, and migrates nothing", async () => {
  const directory = await mkdtemp(join(tmpdir(), "tidy-doctor-"));
  try {
    expect((await openMachine({ LOG_LEVEL: "info" }, directory)).variables).toEqual({ LOG_LEVEL: "info" });
    await copyCluster(postgresDirectory(directory));
    await writeFile(join(directory, "auth-secret"), "kept");
    const machine = await openMachine({ APP_URL: "https://tidy.example.com", CRON_SECRET: "" }, directory);
    const { DATABASE_URL, ...others } = machine.variables;
    expect(others).toEqual({ AUTH_SECRET: "kept", APP_URL: "https://tidy.example.com" });
    expect((await migrationStatus(DATABASE_URL ?? "")).applied).toEqual([]);
    await machine.close();
    const start = await openMachine({ PORT: "4300" }, directory);
    expect(start.variables).toMatchObject({ APP_URL: "http://localhost:4300", AUTH_SECRET: "kept" });
    await start.close();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
