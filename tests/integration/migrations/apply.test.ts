import { expect, test } from "vitest";
import { checksumOf } from "#lib/db/migrations/files.ts";
import { applyMigrations, migrationStatus } from "#lib/db/migrations/migrations.ts";
import { setUpScratch } from "./scratch-migrations.ts";

const scratch = setUpScratch();
const apply = () => applyMigrations(scratch.url, { directory: scratch.directory });
const status = () => migrationStatus(scratch.url, { directory: scratch.directory });
const tables = async () => {
  const rows = await scratch.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  return rows.map((row) => row.tablename);
};

test("migrations are applied in order, each once", async () => {
  await scratch.write("2_second", "ALTER TABLE a ADD COLUMN x int;");
  await scratch.write("1_first", "CREATE TABLE a ();\nCREATE TABLE b ();");
  expect(await status()).toEqual({ applied: [], pending: ["1_first", "2_second"], problems: [] });
  expect(await apply()).toEqual(["1_first", "2_second"]);
  expect(await apply()).toEqual([]);
  await scratch.write("3_third", "CREATE TABLE c ();");
  expect(await apply()).toEqual(["3_third"]);
  expect(await tables()).toEqual(["_prisma_migrations", "a", "b", "c"]);
  expect(await status()).toEqual({ applied: ["1_first", "2_second", "3_third"], pending: [], problems: [] });
});

test("asking for the status changes nothing", async () => {
  await scratch.write("1_first", "CREATE TABLE a ();");
  await status();
  expect(await tables()).toEqual([]);
});

test("four runners at once apply each migration once", async () => {
  await scratch.write("1_slow", "CREATE TABLE a (); SELECT pg_sleep(0.2);");
  await scratch.write("2_next", "CREATE TABLE b (); SELECT pg_sleep(0.1);");
  const results = await Promise.all([apply(), apply(), apply(), apply()]);
  expect(results.flat().sort()).toEqual(["1_slow", "2_next"]);
  expect(await scratch.query(`SELECT count(*)::int AS count FROM "_prisma_migrations"`)).toEqual([{ count: 2 }]);
});

test("functions with semicolons inside and comments are one script", async () => {
  await scratch.write(
    "1_function",
    "CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$; -- done; really\nSELECT one();",
  );
  expect(await apply()).toEqual(["1_function"]);
  expect(await scratch.query("SELECT one()")).toEqual([{ one: 1 }]);
});

test("a migration that fails leaves nothing behind, and works once it is corrected", async () => {
  await scratch.write("1_good", "CREATE TABLE a ();");
  await scratch.write("2_bad", "CREATE TABLE b ();\n\nALTER TABLE missing ADD COLUMN x int;");
  await scratch.write("3_after", "CREATE TABLE c ();");
  await expect(apply()).rejects.toMatchObject({
    kind: "broken",
    migration: "2_bad",
    message: expect.stringMatching(/2_bad was rolled back: relation "missing" does not exist.*docs\/upgrading\.md/),
  });
  expect(await tables()).toEqual(["_prisma_migrations", "a"]);
  expect(await status()).toEqual({ applied: ["1_good"], pending: ["2_bad", "3_after"], problems: [] });
  await scratch.write("2_bad", "CREATE TABLE b ();");
  expect(await apply()).toEqual(["2_bad", "3_after"]);
});

test("a syntax error names its line", async () => {
  await scratch.write("1_bad", "CREATE TABLE a ();\n\nCREAT TABLE b ();");
  await expect(apply()).rejects.toThrow("migration.sql, line 3");
});

test("the rows are Prisma's", async () => {
  const before = new Date();
  await scratch.write("1_first", "CREATE TABLE a ();");
  await apply();
  const [row] = await scratch.query(`SELECT * FROM "_prisma_migrations"`);
  expect(row).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: checksumOf("CREATE TABLE a ();"),
    finished_at: expect.any(Date),
    migration_name: "1_first",
    logs: null,
    rolled_back_at: null,
    started_at: expect.any(Date),
    applied_steps_count: 1,
  });
  expect(Number(row?.started_at)).toBeGreaterThanOrEqual(before.getTime() - 1_000);
  expect(Number(row?.finished_at)).toBeGreaterThanOrEqual(Number(row?.started_at));
});
