import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import { importRefusedShown, importTitlesShown } from "../limits.ts";
import { addDays } from "../retention/retention.ts";
import type { Owner } from "../schemas.ts";
import { withoutDuplicates } from "./duplicates.ts";
import { noSuchImport } from "./import-todos.ts";
import { knownTodos } from "./known-todos.ts";
import { readFile } from "./read-file.ts";
import type { ImportPreview, NewImport } from "./schemas.ts";

/** A file that waits to be imported, or was. */
export interface StagedImport {
  readonly id: string;
  readonly todoCount: number;
  readonly refusedCount: number;
  /** The run that applies it. */
  readonly runId: string | null;
  readonly importedCount: number | null;
  readonly duplicateCount: number | null;
}

/** Files on their way in: read and kept, each owner's apart, and nothing in the list changed yet. */
export interface StagedImports {
  /**
   * Reads a file, keeps what is in it and says what it would bring. One that nobody decided about is replaced.
   * @throws {DomainError} `invalid` for a file that can't be read or is too large.
   */
  stageImport(owner: Owner, file: NewImport, now: Date): Promise<ImportPreview>;
  /** @throws {DomainError} `not-found`, also for another owner's. */
  findImport(owner: Pick<Owner, "id">, id: string): Promise<StagedImport>;
  /** Notes which run applies it. */
  noteImportRun(owner: Pick<Owner, "id">, id: string, runId: string): Promise<void>;
  /** Forgets one that isn't applied. @throws {DomainError} `not-found`, or `conflict` once it is in the list. */
  discardImport(owner: Pick<Owner, "id">, id: string): Promise<void>;
}

export function createStagedImports(database: Database): StagedImports {
  const find = async (owner: Pick<Owner, "id">, id: string): Promise<StagedImport> => {
    const [row] = stagedRows.parse(
      await database.$queryRaw`
        SELECT id, todo_count AS "todoCount", refused_count AS "refusedCount", run_id AS "runId",
          imported_count AS "importedCount", duplicate_count AS "duplicateCount"
        FROM todo_import WHERE id = ${id}::uuid AND owner_id = ${owner.id}::uuid`,
    );
    if (row === undefined) throw noSuchImport();
    return row;
  };

  return {
    findImport: find,

    async stageImport(owner, { format, content }, now) {
      const { todos, refused } = readFile(format, content, now);
      const fresh = withoutDuplicates(todos, await knownTodos(database, owner.id, todos));
      const id = newId(now);
      const kept = refused.length === 0 ? JSON.stringify(todos) : "[]";
      await database.$executeRaw`
        WITH forgotten AS (
          DELETE FROM todo_import
          WHERE owner_id = ${owner.id}::uuid AND (run_id IS NULL OR created_at < ${addDays(now, -1)})
        )
        INSERT INTO todo_import (id, owner_id, todos, todo_count, refused_count, created_at)
        VALUES (${id}::uuid, ${owner.id}::uuid, ${kept}::jsonb, ${todos.length}, ${refused.length}, ${now})`;
      return {
        id,
        newCount: fresh.length,
        duplicateCount: todos.length - fresh.length,
        refusedCount: refused.length,
        refused: refused.slice(0, importRefusedShown),
        sample: fresh.slice(0, importTitlesShown).map(({ title }) => title),
      };
    },

    async noteImportRun(owner, id, runId) {
      await database.$executeRaw`
        UPDATE todo_import SET run_id = ${runId}::uuid WHERE id = ${id}::uuid AND owner_id = ${owner.id}::uuid`;
    },

    async discardImport(owner, id) {
      const count = await database.$executeRaw`
        DELETE FROM todo_import WHERE id = ${id}::uuid AND owner_id = ${owner.id}::uuid AND applied_at IS NULL`;
      if (count > 0) return;
      await find(owner, id);
      throw new DomainError("conflict", "This import is done: its todos are in your list already.");
    },
  };
}

const stagedRows = z.array(
  z.object({
    id: z.uuid(),
    todoCount: z.int(),
    refusedCount: z.int(),
    runId: z.uuid().nullable(),
    importedCount: z.int().nullable(),
    duplicateCount: z.int().nullable(),
  }),
);
