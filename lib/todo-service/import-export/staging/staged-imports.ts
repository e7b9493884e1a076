import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { Owner } from "../../schemas.ts";
import { noSuchImport } from "../applying/no-such-import.ts";
import type { FileReader } from "../formats.ts";
import type { ImportChoices, ImportPreview, NewImport } from "../schemas.ts";
import { stageImport } from "./stage-import.ts";

/** An uploaded file that can be imported, or was. */
export interface StagedImport {
  readonly id: string;
  readonly todoCount: number;
  readonly refusedCount: number;
  /** The run that applies it. */
  readonly runId: string | null;
  readonly importedCount: number | null;
  readonly duplicateCount: number | null;
}

/** Uploaded files. Staging one changes nothing in the list. */
export interface StagedImports {
  /**
   * Reads a file, stores its todos and previews the import. Replaces the owner's earlier import that was never applied.
   * @throws {DomainError} `invalid` for a file that can't be read or is too large.
   */
  stageImport(owner: Owner, file: NewImport & FileReader, now: Date): Promise<ImportPreview>;
  /** @throws {DomainError} `not-found`, also for another owner's import. */
  findImport(owner: Owner, id: string): Promise<StagedImport>;
  /** Stores its owner's choices in the preview. */
  chooseForImport(owner: Owner, id: string, choices: ImportChoices): Promise<void>;
  /** Stores the run that applies it. */
  setImportRun(owner: Owner, id: string, runId: string): Promise<void>;
  /** Deletes an import that isn't applied. @throws {DomainError} `not-found`; `conflict` once it is applied. */
  discardImport(owner: Owner, id: string): Promise<void>;
}

export function createStagedImports(database: Database): StagedImports {
  const find = async (owner: Owner, id: string): Promise<StagedImport> => {
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
    stageImport: (owner, file, now) => stageImport(database, owner, file, now),

    async chooseForImport(owner, id, { skipRefused, keepCompleted }) {
      await database.$executeRaw`
        UPDATE todo_import SET skips_refused = ${skipRefused}, keeps_completed = ${keepCompleted}
        WHERE id = ${id}::uuid AND owner_id = ${owner.id}::uuid AND applied_at IS NULL`;
    },

    async setImportRun(owner, id, runId) {
      await database.$executeRaw`
        UPDATE todo_import SET run_id = ${runId}::uuid WHERE id = ${id}::uuid AND owner_id = ${owner.id}::uuid`;
    },

    async discardImport(owner, id) {
      const count = await database.$executeRaw`
        DELETE FROM todo_import WHERE id = ${id}::uuid AND owner_id = ${owner.id}::uuid AND applied_at IS NULL`;
      if (count > 0) return;
      await find(owner, id);
      throw new DomainError("conflict", "This import is applied: its todos are in your list already.");
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
