import type { Database } from "#lib/db/client.ts";
import { createTodosAtOnce, type TodosAtOnce } from "./at-once/todos-at-once.ts";
import { type CleanupBacklogs, createBacklog } from "./cleanup/backlog.ts";
import { type Cleanup, createCleanup } from "./cleanup/cleanup.ts";
import { createRemovalCounts, type RemovalCounts } from "./cleanup/removal-count.ts";
import { createTodoImportExport, type TodoImportExport } from "./import-export/import-export.ts";
import { createExpiringTodos, type ExpiringTodoService } from "./retention/expiring.ts";
import { createRetentionChange, type RetentionChange } from "./retention/retention-change.ts";
import { createLatestTodoChanges, type LatestTodoChanges } from "./todos/latest-changes.ts";
import { createTodoMutations, type TodoMutations } from "./todos/mutations.ts";
import { createTodoQueries, type TodoQueries } from "./todos/queries.ts";
import { createRunRestore, type RunRestore } from "./trash/restore-run.ts";
import { createTodoTrash, type TodoTrash } from "./trash/trash.ts";

/** Everything that can be done with todos. Only this service accesses their tables. */
export interface TodoService
  extends TodoQueries,
    TodoMutations,
    LatestTodoChanges,
    TodoTrash,
    RunRestore,
    ExpiringTodoService,
    RetentionChange,
    Cleanup,
    CleanupBacklogs,
    RemovalCounts,
    TodoImportExport {
  readonly atOnce: TodosAtOnce;
}

/** @param options.trashDays days that trashed todos can be restored; 0 deletes todos at once. */
export function createTodoService(options: { database: Database; trashDays: number }): TodoService {
  return {
    ...createTodoQueries(options.database),
    ...createTodoMutations(options.database),
    ...createTodosAtOnce(options),
    ...createLatestTodoChanges(options.database),
    ...createTodoTrash(options),
    ...createRunRestore(options.database),
    ...createExpiringTodos(options),
    ...createRetentionChange(options.database),
    ...createCleanup(options),
    ...createBacklog(options.database),
    ...createRemovalCounts(options),
    ...createTodoImportExport(options.database),
  };
}
