import type { Database } from "#lib/db/client.ts";
import { type CleanUpBacklogs, createBacklog } from "./backlog.ts";
import { type Cleanup, createCleanup } from "./cleanup.ts";
import { createLeaving, type Leaving } from "./leaving.ts";
import { createTodoMutations, type TodoMutations } from "./mutations.ts";
import { createTodoQueries, type TodoQueries } from "./queries.ts";
import { createRetentionChange, type RetentionChange } from "./retention-change.ts";
import { createTodoTransfer, type TodoTransfer } from "./transfer/transfer.ts";
import { createTodoTrash, type TodoTrash } from "./trash.ts";

/** Everything that can be done with todos. Nothing else touches their tables. */
export interface TodoService
  extends TodoQueries,
    TodoMutations,
    TodoTrash,
    Leaving,
    RetentionChange,
    Cleanup,
    CleanUpBacklogs,
    TodoTransfer {}

/** `trashDays`: how long removed todos can be restored; 0 deletes them at once. */
export function createTodoService(options: { database: Database; trashDays: number }): TodoService {
  return {
    ...createTodoQueries(options),
    ...createTodoMutations(options.database),
    ...createTodoTrash(options),
    ...createLeaving(options),
    ...createRetentionChange(options.database),
    ...createCleanup(options),
    ...createBacklog(options.database),
    ...createTodoTransfer(options.database),
  };
}
