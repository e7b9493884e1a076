import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { migrationStatus } from "#lib/db/migrations/migrations.ts";
import { parseEnv } from "#lib/env.ts";
import { claimDev, claimStart } from "#scripts/data-directory/server-claim.ts";
import { postgresDirectory } from "#scripts/runtime/checkout.ts";
import { prepareCommandEnvironment } from "#scripts/runtime/command-environment.ts";
import { type LocalEnvironment, prepareLocalEnvironment } from "#scripts/runtime/local-environment.ts";
import { createBareDatabase } from "#tests/support/database.ts";
import { copyCluster } from "#tests/support/processes/clusters.ts";
import { ask, setUpServers } from "./servers.ts";
import { obstacles } from "./unwritable.ts";

const servers = setUpServers();

/** The server's files lie below the data directory, so that they are cleaned up with the others. */
async function newDataDirectory(): Promise<string> {
  return join(await servers.newDirectory(), "checkout");
}

/** The same, where a first start made the files of the server before. */
async function usedDataDirectory(): Promise<string> {
  const directory = await newDataDirectory();
  await copyCluster(postgresDirectory(directory));
  return directory;
}

async function prepare<T>(
  options: { demo: boolean; directory: string; source?: Record<string, string> },
  check: (environment: LocalEnvironment) => Promise<T> | T,
): Promise<T> {
  const environment = await prepareLocalEnvironment({ port: 3456, log: () => {}, source: {}, ...options });
  try {
    return await check(environment);
  } finally {
    await environment.stop();
  }
}

test("nothing configured, for development: an embedded database, migrated, and demo mode", async () => {
  const directory = await newDataDirectory();
  await prepare({ demo: true, directory }, async ({ env, demo }) => {
    expect(demo).toBe(true);
    expect(parseEnv(env)).toMatchObject({
      APP_URL: "http://localhost:3456",
      DEMO_MODE: true,
      ADMIN_EMAILS: ["demo@example.com"],
      TASK_ENGINE: "postgres",
      CRON_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await migrationStatus(env.DATABASE_URL ?? "")).pending).toEqual([]);
    expect(await ask(env.DATABASE_URL ?? "", "SELECT current_database()")).toBe("tidy");
  });
});

test("nothing configured, for production: the same without demo mode, and a folder for backups", async () => {
  await prepare({ demo: false, directory: await usedDataDirectory() }, ({ env, demo }) => {
    expect(demo).toBe(false);
    expect(Object.keys(env).sort()).toEqual(["APP_URL", "AUTH_SECRET", "BACKUP_DIR", "DATABASE_URL"]);
  });
});

test("generated secrets stay the same, and only their owner may read them", async () => {
  const directory = await usedDataDirectory();
  const secrets = () =>
    prepare({ demo: true, directory }, ({ env }) => ({ auth: env.AUTH_SECRET, cron: env.CRON_SECRET }));
  const first = await secrets();
  expect(await secrets()).toEqual(first);
  expect(first.auth).not.toBe(first.cron);
  expect(await readFile(join(directory, "auth-secret"), "utf8")).toBe(first.auth);
  expect((await stat(join(directory, "auth-secret"))).mode & 0o777).toBe(0o600);
});

test("variables that were given win, empty ones don't count", async () => {
  const given = { AUTH_SECRET: "x".repeat(32), APP_URL: "https://tidy.example.com", DEMO_MODE: "0" };
  const source = { ...given, CRON_SECRET: "", DATABASE_URL: "" };
  await prepare({ demo: true, directory: await usedDataDirectory(), source }, ({ env, demo }) => {
    expect(demo).toBe(false);
    expect(env).toEqual({ ...given, DATABASE_URL: expect.stringContaining("127.0.0.1") });
  });
});

test("a given database is migrated and used; development fills in the rest, without demo mode", async () => {
  const database = await createBareDatabase();
  const directory = await newDataDirectory();
  try {
    const source = { DATABASE_URL: database.url };
    await prepare({ demo: true, directory, source }, async ({ env, demo }) => {
      expect(demo).toBe(false);
      expect(env).toEqual({
        DATABASE_URL: database.url,
        APP_URL: "http://localhost:3456",
        AUTH_SECRET: await readFile(join(directory, "auth-secret"), "utf8"),
      });
      expect((await migrationStatus(database.url)).pending).toEqual([]);
    });
  } finally {
    await database.drop();
  }
});

test("a given database is left alone in production as long as the rest is missing", async () => {
  const database = await createBareDatabase();
  const directory = await newDataDirectory();
  try {
    const attempt = prepare({ demo: false, directory, source: { DATABASE_URL: database.url } }, () => {});
    await expect(attempt).rejects.toMatchObject({
      name: "EnvironmentError",
      problems: [expect.stringContaining("AUTH_SECRET"), expect.stringContaining("APP_URL")],
    });
    expect((await migrationStatus(database.url)).applied).toEqual([]);
    await expect(stat(directory)).rejects.toThrow("ENOENT");
  } finally {
    await database.drop();
  }
});

test("a variable of a schedule that no task has is refused before anything is migrated", async () => {
  const database = await createBareDatabase();
  try {
    const source = { DATABASE_URL: database.url, CLEANUP_SCHEDULE: "off" };
    const attempt = prepare({ demo: true, directory: await newDataDirectory(), source }, () => {});
    await expect(attempt).rejects.toMatchObject({
      name: "EnvironmentError",
      problems: [expect.stringMatching(/^CLEANUP_SCHEDULE: no task has this schedule/)],
    });
    expect((await migrationStatus(database.url)).applied).toEqual([]);
  } finally {
    await database.drop();
  }
});

test("a command acts as npm run dev while that runs, else as npm start, at the address where it is served", async () => {
  const directory = await usedDataDirectory();
  const prepareCommand = async (source: Record<string, string> = {}) => {
    const command = await prepareCommandEnvironment({ log: () => {}, directory, source, makesLinks: true });
    await command.stop();
    return command.env;
  };
  const names = ["APP_URL", "AUTH_SECRET", "BACKUP_DIR", "DATABASE_URL"];
  const alone = await prepareCommand({ PORT: "4300" });
  expect(Object.keys(alone).sort()).toEqual([...names, "PORT"]);
  expect(alone).toMatchObject({ APP_URL: "http://localhost:4300", BACKUP_DIR: join(directory, "backups") });
  const start = await claimStart(directory);
  await start?.publish("http://localhost:3001");
  const besideStart = await prepareCommand();
  expect(Object.keys(besideStart).sort()).toEqual(names);
  expect(besideStart).toMatchObject({ APP_URL: "http://localhost:3001", AUTH_SECRET: alone.AUTH_SECRET });
  const dev = await claimDev(directory);
  await dev.publish("http://localhost:80");
  const demo = { APP_URL: "http://localhost:80", DEMO_MODE: "1", ADMIN_EMAILS: "demo@example.com" };
  expect(await prepareCommand()).toMatchObject({ ...demo, AUTH_SECRET: alone.AUTH_SECRET });
  expect(await prepareCommand({ APP_URL: "https://tidy.example.com" })).toMatchObject({
    APP_URL: "https://tidy.example.com",
  });
  await dev.release();
  await start?.release();
});

test("a command on a given database writes no files, and makes no link without the address and the secret", async () => {
  const database = await createBareDatabase();
  const directory = await newDataDirectory();
  const options = { log: () => {}, directory, source: { DATABASE_URL: database.url } };
  try {
    const message = "Set APP_URL and AUTH_SECRET as the installation of DATABASE_URL has them";
    await expect(prepareCommandEnvironment({ ...options, makesLinks: true })).rejects.toThrow(message);
    const mailing = { ...options.source, SMTP_URL: "smtp://localhost", MAIL_FROM: "tidy@example.com" };
    await expect(prepareCommandEnvironment({ ...options, source: mailing })).rejects.toThrow(message);
    const { env } = await prepareCommandEnvironment(options);
    expect(parseEnv(env)).toMatchObject({ DATABASE_URL: database.url, ADMIN_EMAILS: [] });
    await expect(stat(directory)).rejects.toThrow("ENOENT");
  } finally {
    await database.drop();
  }
});

test.each(obstacles())("$name is refused with what to do", async ({ command, message }) => {
  const folder = await mkdtemp(join(tmpdir(), "tidy-unwritable-"));
  const owner = fileURLToPath(new URL("../../../scripts/drill/embedded/owner-process.ts", import.meta.url));
  try {
    const [program = "", ...args] = await command(folder, [process.execPath, owner]);
    await expect(promisify(execFile)(program, args)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(message),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
