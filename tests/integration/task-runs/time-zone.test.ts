import { expect, test } from "vitest";
import { closeDatabase, createDatabase } from "#lib/db/client.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { createRunStore } from "#lib/task-runs/run-store.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { later, recordRun } from "./recorded-runs.ts";

test("a server whose time zone isn't UTC stores the same instants", async () => {
  const testDatabase = await createTestDatabase();
  await withConnection(testDatabase.url, (client) =>
    client.query(`ALTER DATABASE ${testDatabase.database} SET timezone = 'America/New_York'`),
  );
  const db = createDatabase({ url: testDatabase.url });
  try {
    const { id, createdAt } = await recordRun(db);
    await createRunStore(db).startAttempt(id, later(1));
    const [stored] = await withConnection(testDatabase.url, async (client) => {
      const { rows } = await client.query<{ created: Date; started: Date }>(
        "SELECT created_at AS created, started_at AS started FROM task_run",
      );
      return rows;
    });
    expect(stored).toEqual({ created: new Date(createdAt), started: later(1) });
  } finally {
    await closeDatabase(db);
    await testDatabase.drop();
  }
});
