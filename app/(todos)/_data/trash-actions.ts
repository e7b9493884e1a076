import type { QueryClient } from "@tanstack/react-query";
import type { Notices } from "#app/_components/notices.ts";
import { perform } from "#app/_data/optimistic.ts";
import { request } from "#app/_data/request.ts";
import type { Todo, TrashedTodo } from "#lib/todo-service/schemas.ts";
import { todoKeys } from "./todo-queries.ts";
import { type TrashGroup, withoutTrashed } from "./trash-pages.ts";
import { type TrashPages, trashKeys } from "./trash-queries.ts";

/** What people do with their trash. Everything shows at once and rolls back, with a notice, when it is refused. */
export interface TrashActions {
  restore(todo: TrashedTodo): Promise<void>;
  /** Restores everything that left together, also what isn't loaded yet. */
  restoreGroup(group: TrashGroup): Promise<void>;
  deleteForever(todo: TrashedTodo): Promise<void>;
  empty(): Promise<void>;
}

interface Change<Result> {
  readonly subject: string;
  readonly failure: string;
  readonly isGone: (todo: TrashedTodo) => boolean;
  readonly send: () => Promise<Result>;
}

export function createTrashActions(client: QueryClient, notices: Notices): TrashActions {
  /** Takes todos out of the shown trash; a refusal fetches it again, which is the only truth about what is left. */
  function take<Result>({ subject, failure, isGone, send }: Change<Result>): Promise<Result | undefined> {
    return perform(client, notices, {
      subject,
      failure,
      queries: trashKeys.all,
      show() {
        const before = client.getQueryData<TrashPages>(trashKeys.all);
        client.setQueryData<TrashPages>(trashKeys.all, (pages) => pages && withoutTrashed(pages, isGone));
        return () => client.setQueryData(trashKeys.all, before);
      },
      send,
      settle(_result, isLast) {
        if (isLast) void client.invalidateQueries({ queryKey: trashKeys.all });
        void client.invalidateQueries({ queryKey: todoKeys.lists });
      },
    });
  }

  return {
    async restore(todo) {
      const restored = await take({
        subject: todo.id,
        failure: `Couldn’t restore “${todo.title}”.`,
        isGone: ({ id }) => id === todo.id,
        send: () => request<Todo>(`/api/trash/${todo.id}/restore`, { method: "POST" }),
      });
      if (restored === undefined) return;
      notices.done({ id: `restored-${todo.id}`, text: `Restored “${todo.title}”.`, ...keptDetail(todo, restored) });
    },

    async restoreGroup({ key, runId, trashedAt, todos }) {
      const ids = new Set(todos.map(({ id }) => id));
      const restored = await take({
        subject: key,
        failure: "Couldn’t restore these todos.",
        isGone: ({ id }) => ids.has(id),
        send: () =>
          request<{ restoredCount: number }>("/api/trash/restore", {
            method: "POST",
            body: runId === null ? { trashedAt } : { runId },
          }),
      });
      if (restored === undefined) return;
      notices.done({ id: `restored-${key}`, text: `Restored ${todosText(restored.restoredCount)}.` });
    },

    async deleteForever(todo) {
      const deleted = await take({
        subject: todo.id,
        failure: `Couldn’t delete “${todo.title}”.`,
        isGone: ({ id }) => id === todo.id,
        send: () => request<unknown>(`/api/trash/${todo.id}`, { method: "DELETE" }).then(() => true),
      });
      if (deleted) notices.say(`Deleted “${todo.title}” for good.`);
    },

    async empty() {
      const emptied = await take({
        subject: "empty-trash",
        failure: "Couldn’t empty the trash.",
        isGone: () => true,
        send: () => request<{ deletedCount: number }>("/api/trash", { method: "DELETE" }),
      });
      if (emptied) notices.done({ id: "emptied", text: `Deleted ${todosText(emptied.deletedCount)} for good.` });
    },
  };
}

/** What tonight's cleanup would take again comes back pinned. */
function keptDetail(trashed: TrashedTodo, restored: Todo): { detail?: string } {
  if (trashed.pinned || !restored.pinned) return {};
  return { detail: "It is pinned now, so that cleanup leaves it alone." };
}

function todosText(count: number): string {
  return count === 1 ? "1 todo" : `${count} todos`;
}
