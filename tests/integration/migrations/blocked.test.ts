import { Client } from "pg";
import { describe, expect, test } from "vitest";
import type { MigrationError } from "#lib/db/migrations/migration-error.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { setUpScratch } from "./scratch-migrations.ts";

const scratch = setUpScratch();

/** Somebody's open transaction, which has read the table that a migration is to change. */
async function openTransaction(): Promise<Client> {
  const client = new Client({ connectionString: scratch.url, application_name: "nightly report" });
  client.on("error", () => {});
  await client.connect();
  await client.query("BEGIN; SELECT * FROM a");
  return client;
}

async function blockedMigration(): Promise<Client> {
  await scratch.write("1_first", "CREATE TABLE a ();");
  await applyMigrations(scratch.url, { directory: scratch.directory });
  await scratch.write("2_second", "ALTER TABLE a ADD COLUMN x int;");
  return openTransaction();
}

describe("a migration of a table that somebody uses", () => {
  test("gives up soon, so that nobody queues behind it, and is applied once the table is free", async () => {
    const holder = await blockedMigration();
    const heard: MigrationError[] = [];
    const applied = applyMigrations(scratch.url, {
      directory: scratch.directory,
      lockTimeoutMs: 500,
      async onBlocked(error) {
        heard.push(error);
        if (error.message.includes("nightly report")) await holder.end();
      },
    });
    expect(await applied).toEqual(["2_second"]);
    expect(heard[0]).toMatchObject({ kind: "blocked", migration: "2_second" });
    expect(heard.at(-1)?.message).toMatch(/It waits for process \d+ \(nightly report, .* idle in transaction/);
  }, 60_000);

  test("that stays in use fails at last, saying who uses it, and leaves nothing behind", async () => {
    const holder = await blockedMigration();
    const limits = { patienceMs: 5_000, lockTimeoutMs: 500 };
    const applied = applyMigrations(scratch.url, { directory: scratch.directory, ...limits });
    await expect(applied).rejects.toMatchObject({
      kind: "blocked",
      message: expect.stringMatching(/2_second was rolled back: .*nightly report/s),
    });
    await holder.end();
    expect(await scratch.query(`SELECT migration_name FROM "_prisma_migrations"`)).toEqual([
      { migration_name: "1_first" },
    ]);
  }, 60_000);
});

test("a database with nothing to apply is waited for by no lock of another process", async () => {
  await scratch.write("1_first", "CREATE TABLE a ();");
  const apply = () => applyMigrations(scratch.url, { directory: scratch.directory });
  await apply();
  const other = new Client({ connectionString: scratch.url });
  await other.connect();
  await other.query("SELECT pg_advisory_lock(72707369)");
  expect(await apply()).toEqual([]);
  await other.end();
});
