import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { importRefusedShown } from "../../limits.ts";
import type { Owner } from "../../schemas.ts";
import { duplicatesIn } from "../applying/duplicates.ts";
import { type Fingerprint, fingerprintOf } from "../applying/fingerprint.ts";
import { knownTodos } from "../applying/known-todos.ts";
import type { FileReader, FileTodo } from "../formats.ts";
import type { ReadTodo, RefusedEntry } from "../reading/check-entry.ts";
import type { FileReading } from "../reading/read-file.ts";
import type { ImportPreview, NewImport } from "../schemas.ts";
import { chunkSize, readChunks, storeChunk } from "./chunks.ts";
import { createNewTodos, fileSummary, replacedBefore } from "./preview.ts";

/**
 * Reads a file, stores its todos and previews the import. Replaces the owner's earlier import that was never applied.
 * @throws {DomainError} `invalid` for a file that can't be read or is too large.
 */
export async function stageImport(
  database: Database,
  owner: Owner,
  { file, format, ...reader }: NewImport & FileReader,
  now: Date,
): Promise<ImportPreview> {
  // Its parsers are large, and imports rare.
  const { readFile } = await import("../reading/read-file.ts");
  const reading = await readFile(file, { ...reader, format, now });
  const id = newId(now);
  await database.$executeRaw`
    INSERT INTO todo_import (id, owner_id, todos, todo_count, refused_count, time_zone, created_at)
    VALUES (${id}::uuid, ${owner.id}::uuid, 'null', 0, 0, ${reader.timeZone}, ${now})`;
  try {
    const entries = await storeEntries(database, id, reading);
    const { fingerprints, refusedCount } = entries;
    await database.$executeRaw`
      UPDATE todo_import SET todo_count = ${fingerprints.length}, refused_count = ${refusedCount}
      WHERE id = ${id}::uuid`;
    const found = await duplicatesIn(fingerprints, knownTodos(database, owner.id));
    const terms = {
      importId: id,
      todoCount: fingerprints.length,
      timeZone: reader.timeZone,
      keepsCompleted: false,
      now,
    };
    const fresh = createNewTodos({ ...terms, retentionDays: await retentionOf(database, owner) });
    let place = 0;
    for await (const todos of readChunks(database, id)) {
      for (const todo of todos) {
        if (!found.has(place)) fresh.add(todo, place);
        place += 1;
      }
    }
    await discardOthers(database, owner, id, now);
    return { id, ...fileSummary(reading, entries), ...fresh.summary(), duplicateCount: found.size };
  } catch (error) {
    await database.$executeRaw`DELETE FROM todo_import WHERE id = ${id}::uuid`;
    throw error;
  }
}

async function storeEntries(database: Database, id: string, reading: FileReading) {
  const fingerprints: Fingerprint[] = [];
  const refused: RefusedEntry[] = [];
  const changed: { line: number; change: string }[] = [];
  let [refusedCount, changedCount, chunks] = [0, 0, 0];
  let chunk: FileTodo[] = [];
  const store = async () => {
    if (chunk.length > 0) await storeChunk(database, id, chunks, chunk);
    chunks += 1;
    chunk = [];
  };
  const take = ({ line, todo, changes }: ReadTodo) => {
    chunk.push(todo);
    fingerprints.push(fingerprintOf(todo));
    if (changes.length > 0) changedCount += 1;
    if (changed.length < importRefusedShown) changed.push(...changes.map((change) => ({ line, change })));
  };
  for await (const entries of reading.entries) {
    for (const entry of entries) {
      if ("todo" in entry) take(entry);
      else {
        refusedCount += 1;
        if (refused.length < importRefusedShown) refused.push(entry);
      }
      if (chunk.length >= chunkSize) await store();
    }
  }
  await store();
  return { fingerprints, refused, refusedCount, changed, changedCount };
}

async function retentionOf(database: Database, owner: Owner): Promise<number | null> {
  const rows = z
    .array(z.object({ retentionDays: z.int().nullable() }))
    .parse(await database.$queryRaw`SELECT retention_days AS "retentionDays" FROM "user" WHERE id = ${owner.id}::uuid`);
  return rows[0]?.retentionDays ?? null;
}

async function discardOthers(database: Database, owner: Owner, id: string, now: Date): Promise<void> {
  await database.$executeRaw`
    DELETE FROM todo_import
    WHERE owner_id = ${owner.id}::uuid AND id <> ${id}::uuid AND (run_id IS NULL OR created_at < ${replacedBefore(now)})`;
}
