import { describe, expect, test } from "vitest";
import { applyMigrations, migrationStatus } from "#lib/db/migrations/migrations.ts";
import { setUpScratch } from "./scratch-migrations.ts";

describe("a history that doesn't fit the files", () => {
  const scratch = setUpScratch();
  const apply = () => applyMigrations(scratch.url, { directory: scratch.directory });
  const status = () => migrationStatus(scratch.url, { directory: scratch.directory });

  /** One applied migration, and one that must not be applied as long as something is wrong. */
  async function applyFirst(): Promise<void> {
    await scratch.write("1_first", "CREATE TABLE a ();");
    await apply();
    await scratch.write("2_second", "CREATE TABLE b ();");
  }

  async function expectRefusal(kind: string): Promise<void> {
    await expect(apply()).rejects.toMatchObject({ name: "MigrationError", kind, migration: "1_first" });
    expect((await status()).problems).toMatchObject([{ kind, migration: "1_first" }]);
    expect(await scratch.query("SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
  }

  test("an edited migration is refused", async () => {
    await applyFirst();
    await scratch.write("1_first", "CREATE TABLE a (x int);");
    await expectRefusal("edited");
  });

  test("a migration that Prisma's CLI left unfinished is refused until it is resolved", async () => {
    await applyFirst();
    await scratch.query(`UPDATE "_prisma_migrations" SET finished_at = NULL, logs = 'ERROR: gone'; DROP TABLE a`);
    await expectRefusal("failed");
    await scratch.query(`UPDATE "_prisma_migrations" SET rolled_back_at = now()`);
    expect(await apply()).toEqual(["1_first", "2_second"]);
  });

  test("a migration that this checkout lacks is refused", async () => {
    await applyFirst();
    await scratch.remove("1_first");
    await expectRefusal("unknown");
  });
});

describe("a database that can't be reached", () => {
  const unreachable = (url: string) => applyMigrations(url).then(String, (error: unknown) => error);

  test.each([
    ["nothing listens", "postgresql://ann:open-sesame@127.0.0.1:9/tidy", "127.0.0.1:9/tidy: nothing listens there"],
    ["there is no such host", "postgresql://ann:open-sesame@tidy.invalid/tidy", "tidy.invalid:5432/tidy"],
    ["it is no URL", "open-sesame", "an address that is no URL"],
  ])("where %s, it says where it looked and never the password", async (_, url, expected) => {
    const error = await unreachable(url);
    expect(error).toMatchObject({ kind: "unreachable", message: expect.stringContaining(expected) });
    expect(String(error)).not.toContain("open-sesame");
  });
});

describe("a server that refuses", () => {
  const scratch = setUpScratch();
  const change = (edit: (url: URL) => void) => {
    const url = new URL(scratch.url);
    edit(url);
    return applyMigrations(url.href);
  };

  test("another password or database is named as the reason", async () => {
    const wrongPassword = change((url) => {
      url.password = "open-sesame";
    });
    await expect(wrongPassword).rejects.toThrow("refuses this user and password");
    const wrongDatabase = change((url) => {
      url.pathname = "/no_such_database";
    });
    await expect(wrongDatabase).rejects.toThrow("/no_such_database: it has no such database");
  });
});
