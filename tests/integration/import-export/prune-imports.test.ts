import { expect, test } from "vitest";
import { anyDueStatement } from "#lib/batched-delete/due-rows.ts";
import { addDays } from "#lib/days.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { newId } from "#lib/id.ts";
import { prunableImports } from "#lib/todo-service/import-export/prune-imports.ts";
import { setUpApp } from "#tests/support/app.ts";
import { addOwner } from "#tests/support/people.ts";
import { explain, indexesOf } from "#tests/support/query-plans.ts";

const context = setUpApp();

test("staged imports that nobody applies go after a day, others stay", async () => {
  const { db, app } = context;
  const stage = async (hoursAgo: number, runId: string | null = null) => {
    const owner = await addOwner(db);
    const at = addDays(new Date(), -hoursAgo / 24);
    const { id } = await app.todos.stageImport(
      owner,
      { file: Buffer.from("Buy milk\n"), timeZone: "UTC", languages: [] },
      at,
    );
    if (runId !== null) await app.todos.setImportRun(owner, id, runId);
    return id;
  };
  await stage(24);
  await stage(24 * 31, newId(new Date()));
  const staying = [await stage(23), await stage(24 * 29, newId(new Date()))];

  expect(await app.tasks.todoImportPrune.execute({})).toEqual({ prunedCount: 2, failed: [] });
  const left = await db.todoImport.findMany({ select: { id: true } });
  expect(left.map(({ id }) => id).toSorted()).toEqual(staying.toSorted());
});

test("looking for them reads an index", async () => {
  const statement = anyDueStatement(prunableImports(new Date()));
  await withConnection(context.url, async (client) => {
    await client.query("SET enable_seqscan = off");
    expect(indexesOf(await explain(client, statement))).toEqual(["todo_import_created_at_id_idx"]);
  });
});
