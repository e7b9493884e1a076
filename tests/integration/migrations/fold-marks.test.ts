import { readdir } from "node:fs/promises";
import { beforeEach, expect, test, vi } from "vitest";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { migrationsDirectory } from "#lib/db/migrations/files.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { setUpScratch } from "./scratch-migrations.ts";

const scratch = setUpScratch();
const before = "20261128090000_fold_typographic_marks";
const last = "20261128091000_fold_marks_written_meanwhile";

const ada = "00000000-0000-7000-8000-000000000001";
const rows = `
  INSERT INTO "user" (id, name, email, created_at, updated_at) VALUES
    ('${ada}', 'Ada O’Brien', 'ada@example.com', now(), now());
  INSERT INTO task_run (id, task, trigger, payload, engine, created_at) VALUES
    (gen_random_uuid(), 'system/ping', 'api', '{"a": "co‑op"}', 'postgres', now())`;

const newTodo = (title: string) =>
  `INSERT INTO todo (id, owner_id, title, notes, created_at, updated_at)
   VALUES (gen_random_uuid(), '${ada}', '${title}', '', now(), now())`;

const texts = async (table: string) =>
  (await scratch.query(`SELECT search_text FROM ${table} ORDER BY 1`)).map((row) => row.search_text);

const migrate = async (isWanted: (name: string) => boolean) =>
  await applyMigrations(scratch.url, { only: (await readdir(migrationsDirectory)).filter(isWanted) });

beforeEach(async () => {
  await migrate((name) => name < before);
  await scratch.query(rows);
});

test("texts from before typographic marks were folded are found by the marks of keyboards", async () => {
  for (const title of ["½ l", "Call", "l’Été"]) await scratch.query(newTodo(title));
  expect(await texts("todo")).toContain("l’ete\n");
  await migrate((name) => name <= last);
  expect(await texts("todo")).toEqual(["1/2 l\n", "call\n", "l'ete\n"]);
  expect(await texts('"user"')).toEqual(["ada o'brien ada@example.com"]);
  expect(await texts("task_run")).toEqual([expect.stringContaining('"co-op"')]);
});

/** Migrates while a transaction is open, and has it go on once the migration waits for it. */
async function meanwhile(first: string, then?: string): Promise<void> {
  await withConnection(scratch.url, async (client) => {
    await client.query("BEGIN");
    await client.query(first);
    const applied = migrate((name) => name <= last);
    await vi.waitFor(async () =>
      expect(
        await scratch.query("SELECT FROM pg_locks WHERE NOT granted AND relation = 'todo'::regclass"),
      ).toHaveLength(1),
    );
    if (then !== undefined) await client.query(then);
    await client.query("COMMIT");
    await applied;
  });
}

test("so is a todo that is written meanwhile", async () => {
  await meanwhile(newTodo("It’s late"));
  expect(await texts("todo")).toEqual(["it's late\n"]);
});

test("who writes meanwhile neither fails nor lets the migration fail", async () => {
  for (const title of ["Call", "It’s late"]) await scratch.query(newTodo(title));
  const update = (title: string) => `UPDATE todo SET notes = 'x' WHERE title = '${title}'`;
  await meanwhile(update("Call"), update("It’s late"));
  expect(await texts("todo")).toEqual(["call\nx", "it's late\nx"]);
});
