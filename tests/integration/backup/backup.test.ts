import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "#lib/backup/load-backup.ts";
import { restoreBackup } from "#lib/backup/restore-backup.ts";
import { scratchName, verifyBackup } from "#lib/backup/verify-backup.ts";
import { type WrittenBackup, writeBackup } from "#lib/backup/write-backup.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { migrationsDirectory, readMigrationFiles } from "#lib/db/migrations/files.ts";
import { readHistory } from "#lib/db/migrations/history.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { dropDatabase, ensureDatabase, withDatabase } from "#lib/db/server-databases.ts";
import { newId } from "#lib/id.ts";
import { stopRestored } from "#lib/task-runs/stop-restored.ts";
import { testEnv } from "#tests/support/app-env.ts";
import {
  createBareDatabase,
  createTestDatabase,
  setUpTestDatabase,
  type TestDatabase,
} from "#tests/support/database.ts";
import { addOwner, addTodo, addTodos, daysAgo, now, type Person } from "#tests/support/people.ts";
import { setUpFolder } from "./folder.ts";

const source = setUpTestDatabase();
const folder = setUpFolder();
const fileIn = (name: string) => join(folder.path, name);

/** Text that COPY has to escape, or that could be taken for the end of a table. */
const odd = 'C:\\temp\t"quoted" \\. \\N {json}\n\\.\n{"rows":0}\n€ 😀';

let ada: Person;
let written: WrittenBackup;
let target: TestDatabase;

/** Writes pairs, both halves in one transaction, until it is told to stop. */
async function writePairs({ isOver, onPair }: { isOver: () => boolean; onPair: () => void }): Promise<void> {
  await withConnection(source.url, async (client) => {
    while (!isOver()) {
      const values = [newId(now), ada.id];
      await client.query("BEGIN");
      await client.query("INSERT INTO used_todo_id (id) VALUES ($1)", [values[0]]);
      await client.query(
        "INSERT INTO todo (id, owner_id, title, created_at, updated_at) VALUES ($1, $2, 'pair', now(), now())",
        values,
      );
      await client.query("COMMIT");
      onPair();
    }
  });
}

beforeAll(async () => {
  ada = await addOwner(source.db, { name: "Ada \\ Ω" });
  await addTodos(source.db, ada, 2_000, daysAgo(30));
  await addTodo(source.db, ada, { title: "odd", notes: odd });
  const run = { task: "todo/cleanup", trigger: "api", engine: "postgres", payload: { note: odd }, createdAt: now };
  await source.db.taskRun.createMany({
    data: [
      { ...run, id: newId(now), status: "queued" },
      { ...run, id: newId(now), status: "running", attempt: 1, startedAt: now },
      { ...run, id: newId(now), status: "succeeded", startedAt: now, finishedAt: now, result: {} },
    ],
  });
  const app = createApp(testEnv(source.url));
  await app.schedules.register(daysAgo(100));
  await app.close();
  let isOver = false;
  const { promise: hasBegun, resolve: onPair } = Promise.withResolvers<void>();
  const writing = writePairs({ isOver: () => isOver, onPair });
  await Promise.race([hasBegun, writing]);
  written = await writeBackup(source.url, fileIn("loaded.backup"), { now }).finally(() => {
    isOver = true;
  });
  await writing;
  target = await createBareDatabase();
});
afterAll(async () => {
  await target.drop();
});

const restore = (url: string, path: string, replaces = false) =>
  restoreBackup(url, path, { replaces, now, stop: (client) => stopRestored(client, now) });

/** The rows of these tables as one text each. */
async function contentOf(url: string, tables: readonly string[]): Promise<readonly unknown[]> {
  const columns = "md5(string_agg(each::text, '|' ORDER BY each::text))";
  return await withConnection(url, async (client) =>
    Promise.all(tables.map(async (table) => (await client.query(`SELECT ${columns} FROM "${table}" AS each`)).rows)),
  );
}

test("a backup that is taken while others write holds one moment, and restores to equal counts", async () => {
  expect(written.rows.todo).toBe(2_001 + (written.rows.used_todo_id ?? 0));
  expect((await verifyBackup(source.url, written.path, { now })).rows).toEqual(written.rows);
});

describe("a restored backup", () => {
  test("is as it was, and nothing of it starts by itself", async () => {
    const restored = await restore(target.url, written.path);
    expect(restored).toMatchObject({ rows: written.rows, stopped: 2, keptAs: null, createdAt: now.toISOString() });
    const counted = await withConnection(target.url, (client) => countRows(client, Object.keys(written.rows)));
    expect(counted).toEqual(written.rows);
    expect(await contentOf(target.url, ["user", "account"])).toEqual(await contentOf(source.url, ["user", "account"]));

    const app = createApp(testEnv(target.url), { clock: () => now });
    try {
      await app.start();
      await app.scheduler.runAllDue(now);
      const { items } = await app.runs.list({ q: "", limit: 10 });
      expect(items.map(({ status }) => status).sort()).toEqual(["canceled", "canceled", "succeeded"]);
      expect(items[0]?.payload).toEqual({ note: odd });
      const [todo] = await app.database.todo.findMany({ where: { title: "odd" } });
      expect(todo?.notes).toBe(odd);
    } finally {
      await app.close();
    }
  });

  test("takes no accounts away, unless it is told to keep them under another name", async () => {
    await expect(restore(target.url, written.path)).rejects.toThrow(/has accounts.*--replace/);
    await withConnection(target.url, (client) => client.query("DELETE FROM todo"));
    const { keptAs } = await restore(target.url, written.path, true);
    const kept = target.url.replace(target.database, keptAs ?? "");
    const count = (url: string) => withConnection(url, (client) => countRows(client, ["todo"]));
    expect([await count(kept), await count(target.url)]).toEqual([{ todo: 0 }, { todo: written.rows.todo }]);
    await withConnection(source.url, (client) => client.query(`DROP DATABASE "${keptAs}"`));
  });

  test("takes the place of another only for a user who may create databases", async () => {
    const guest = `guest_${target.database}`;
    const url = Object.assign(new URL(target.url), { username: guest, password: "guest" }).href;
    const sql = [`CREATE ROLE ${guest} LOGIN PASSWORD 'guest'`, `GRANT SELECT ON "user" TO ${guest}`];
    await withConnection(target.url, (client) => client.query(sql.join(";")));
    try {
      await expect(restore(url, written.path, true)).rejects.toThrow(/may not create one.*ALTER ROLE … CREATEDB/);
    } finally {
      await withConnection(target.url, (client) => client.query(`DROP OWNED BY ${guest}; DROP ROLE ${guest}`));
    }
  });

  test("of an older version takes the place of newer tables in which nobody has an account", async () => {
    const migrations = (await readMigrationFiles(migrationsDirectory)).map(({ name }) => name);
    const old = await createBareDatabase();
    await applyMigrations(old.url, { only: migrations.slice(0, -1) });
    await withConnection(old.url, (client) =>
      client.query(`INSERT INTO "user" (id, name, email, created_at, updated_at)
        VALUES (gen_random_uuid(), 'Ada', 'ada@example.com', now(), now())`),
    );
    const file = fileIn("older.backup");
    await writeBackup(old.url, file, { now });
    const newer = await createTestDatabase();
    const { keptAs } = await restore(newer.url, file);
    const applied = await withConnection(newer.url, readHistory);
    expect(applied.map(({ name }) => name)).toEqual(migrations);
    expect(await withConnection(newer.url, (client) => countRows(client, ["user"]))).toEqual({ user: 1 });
    expect(keptAs).toMatch(/_before_/);
    await dropDatabase(newer.url.replace(newer.database, "postgres"), keptAs ?? "");
    await Promise.all([old.drop(), newer.drop()]);
  });

  test("waits until nobody else uses the database", async () => {
    await withConnection(target.url, async () => {
      const impatient = { replaces: true, now, stop: async () => 0, patienceMs: 0 };
      await expect(restoreBackup(target.url, written.path, impatient)).rejects.toThrow(/other connections.*Stop Tidy/);
    });
  });
});

describe("a file that cannot be restored", () => {
  /** Into a database with accounts, which must stay. */
  const refused = async (path: string) => {
    const before = await contentOf(target.url, ["todo"]);
    const message = await restore(target.url, path, true).then(String, (error: unknown) => String(error));
    expect(await contentOf(target.url, ["todo"])).toEqual(before);
    return message;
  };

  test("is refused, and changes nothing", async () => {
    const bytes = await readFile(written.path);
    await writeFile(fileIn("half.backup"), bytes.subarray(0, bytes.length / 2));
    await writeFile(fileIn("other.backup"), "SELECT 1;");
    expect(await refused(fileIn("half.backup"))).toMatch(/damaged or incomplete/);
    expect(await refused(fileIn("other.backup"))).toMatch(/no backup of Tidy/);
    expect(await refused(fileIn("none.backup"))).toMatch(/There is no file/);
    expect(await refused(folder.path)).toMatch(/^BackupError: .* is a folder\. Name the file of a backup in it/);
  });

  test("because a newer version made it, is refused", async () => {
    const insert = `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name")
                    VALUES ('later', '', now(), '29990101000000_later')`;
    await withConnection(source.url, (client) => client.query(insert));
    const { path } = await writeBackup(source.url, fileIn("newer.backup"), { now });
    expect(await refused(path)).toMatch(/newer version of Tidy.*29990101000000_later/);
  });
});

test("a backup replaces no file, and leaves none that is half written", async () => {
  await expect(writeBackup(source.url, written.path, { now })).rejects.toThrow(/exists/);
  const stopped = AbortSignal.abort();
  await expect(writeBackup(source.url, fileIn("stopped"), { now, signal: stopped })).rejects.toThrow();
  expect(await folder.files()).not.toContainEqual(expect.stringContaining("stopped"));
  const missing = join(folder.path, "missing", "x");
  await expect(writeBackup(source.url, missing, { now })).rejects.toThrow(
    /^There is no folder .*missing\. Make it first/,
  );
});

test("a backup has its name only once its check has passed", async () => {
  const during: string[] = [];
  const refuse = async () => {
    during.push(...(await folder.files()));
    throw new Error("It cannot be restored.");
  };
  await expect(writeBackup(source.url, fileIn("checked"), { now, check: refuse })).rejects.toThrow(
    /cannot be restored/,
  );
  expect(during).toContain("checked.unfinished");
  expect(during).not.toContain("checked");
  expect(await folder.files()).not.toContainEqual(expect.stringContaining("checked"));
});

test("a check drops what one left behind that was killed a day ago, unless it is still in use", async () => {
  const madeBefore = (hours: number) => scratchName(new Date(now.getTime() - hours * 3_600_000));
  const [killed, inUse, fresh] = [madeBefore(25), madeBefore(26), madeBefore(23)];
  const names = [killed, inUse, fresh];
  try {
    for (const name of names) await ensureDatabase(source.url, name);
    await withConnection(withDatabase(source.url, inUse), async () => {
      await verifyBackup(source.url, written.path, { now });
    });
    const left = await withConnection(source.url, (client) =>
      client.query<{ datname: string }>("SELECT datname FROM pg_database WHERE datname = ANY($1)", [names]),
    );
    expect(left.rows.map(({ datname }) => datname).sort()).toEqual([inUse, fresh].sort());
  } finally {
    for (const name of names) await dropDatabase(source.url, name);
  }
});
