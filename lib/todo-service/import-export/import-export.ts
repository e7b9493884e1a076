import type { Database } from "#lib/db/client.ts";
import { createTodoImport, type TodoImport } from "./applying/apply-import.ts";
import { createImportPruning, type ImportPruning } from "./prune-imports.ts";
import { createStagedImports, type StagedImports } from "./staging/staged-imports.ts";
import { createTodoExport, type TodoExport } from "./writing/export-todos.ts";

/** Exports todos to files and imports them from files. */
export interface TodoImportExport extends TodoExport, StagedImports, TodoImport, ImportPruning {}

export function createTodoImportExport(database: Database): TodoImportExport {
  return {
    ...createTodoExport(database),
    ...createStagedImports(database),
    ...createTodoImport(database),
    ...createImportPruning(database),
  };
}
