import type { BatchResult, DeleteControl } from "#lib/batched-delete/batch-control.ts";
import { deleteInBatches } from "#lib/batched-delete/batched-delete.ts";
import type { DeleteState } from "#lib/batched-delete/delete-state.ts";
import type { DueRows } from "#lib/batched-delete/due-rows.ts";
import { addDays } from "#lib/days.ts";
import { type Database, Prisma } from "#lib/db/client.ts";
import { instant } from "../instant.ts";

/** Days that a file waits for the person who uploaded it. */
const waitingDays = 1;

/** Days that an import stays whose run has been requested. A run that is still queued needs its todos. */
const requestedDays = 30;

export interface ImportPruning {
  /** Deletes staged imports that nobody has applied within a day, and all that are 30 days old. */
  pruneImports(request: { readonly now: Date }, control: DeleteControl<DeleteState>): Promise<BatchResult<DeleteState>>;
}

export function createImportPruning(database: Database): ImportPruning {
  return { pruneImports: ({ now }, control) => deleteInBatches({ database, control, rows: prunableImports(now) }) };
}

export function prunableImports(now: Date): DueRows {
  const due = Prisma.sql`todo_import.created_at <= ${instant(addDays(now, -waitingDays))}
    AND (todo_import.run_id IS NULL OR todo_import.created_at <= ${instant(addDays(now, -requestedDays))})`;
  return { table: "todo_import", key: "created_at", due };
}
