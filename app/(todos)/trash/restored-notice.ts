import type { QueryClient } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import type { Notices } from "#app/_feedback/notices.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import { todoKeys } from "../_queries/todo-queries.ts";
import { todosText } from "../format-count.ts";
import { trashKeys } from "./trash-queries.ts";

/** The time of a restore, and the ids of its todos where it names them. */
export interface RestoredAt {
  readonly restoredAt: string;
  readonly ids?: string[] | undefined;
}

/** Moves the todos that these requests have restored back to the trash. @param id the notice that said so. */
export async function undoRestore(
  id: string,
  restored: readonly RestoredAt[],
  client: QueryClient,
  notices: Notices,
): Promise<void> {
  try {
    let count = 0;
    for (const body of restored) count += (await api("POST /api/trash/restore/undo", { body })).deletedCount;
    notices.done({ id, text: `Undone: ${todosText(count)} back in the trash.` });
  } catch {
    const detail = "Check your connection, then delete them in the list.";
    notices.failed({ id, text: "Couldn’t undo the restore.", detail });
  }
  void client.invalidateQueries({ queryKey: trashKeys.all });
  void client.invalidateQueries({ queryKey: todoKeys.lists });
}

/** Completed todos are restored pinned, else the next cleanup would take them again. */
export function pinnedDetail(trashed: TrashedTodo, restored: Todo): { detail?: string } {
  if (trashed.pinned || !restored.pinned) return {};
  return { detail: "It is pinned now, so that it isn’t cleaned up again." };
}

export function pinnedDetails(trashed: readonly TrashedTodo[]): { detail?: string } {
  if (trashed.every(({ completedAt, pinned }) => completedAt === null || pinned)) return {};
  return { detail: "Completed ones are pinned now, so that they aren’t cleaned up again." };
}
