import type { Database } from "#lib/db/client.ts";
import { createTodoExport, type TodoExport } from "./export-todos.ts";
import { createTodoImport, type TodoImport } from "./import-todos.ts";
import { createStagedImports, type StagedImports } from "./staged-imports.ts";

/** Todos leaving as a file, and coming back from one. */
export interface TodoTransfer extends TodoExport, StagedImports, TodoImport {}

export function createTodoTransfer(database: Database): TodoTransfer {
  return { ...createTodoExport(database), ...createStagedImports(database), ...createTodoImport(database) };
}
