import { perform } from "#app/_data/optimistic.ts";
import { request } from "#app/_data/request.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import type { ActionContext } from "./todo-actions.ts";
import type { TodoCache } from "./todo-cache.ts";
import { todoKeys } from "./todo-queries.ts";
import { trashKeys } from "./trash-queries.ts";

/** The actions by which todos leave the list; each offers its undo where there is a trash to restore from. */
export interface TodoRemovals {
  remove(todo: Todo): Promise<void>;
  /** All completed, unpinned todos, also those not loaded yet. */
  clearCompleted(): Promise<void>;
}

interface Cleared {
  readonly deletedCount: number;
  readonly trashedAt: string;
}

export function createTodoRemovals(context: ActionContext, cache: TodoCache): TodoRemovals {
  const { client, notices, keeping } = context;
  const hasTrash = keeping.trashDays > 0;
  const trashChanged = () => void client.invalidateQueries({ queryKey: trashKeys.all });
  const putAll = (todos: readonly Todo[]) => {
    for (const todo of todos) cache.put(todo);
  };
  const dropAll = (todos: readonly Todo[]) => {
    for (const todo of todos) cache.drop(todo.id);
  };

  async function putBack(todo: Todo): Promise<void> {
    await perform<Todo>(client, notices, {
      subject: todo.id,
      queries: todoKeys.lists,
      failure: `Couldn’t restore “${todo.title}”.`,
      show() {
        cache.put(todo);
        return () => cache.drop(todo.id);
      },
      send: () => request(`/api/trash/${todo.id}/restore`, { method: "POST" }),
      settle(saved, isLast) {
        if (isLast) cache.put(saved);
        trashChanged();
      },
    });
  }

  async function putBackCleared(cleared: Cleared, shown: readonly Todo[]): Promise<void> {
    await perform(client, notices, {
      subject: "clear-completed",
      queries: todoKeys.lists,
      failure: "Couldn’t restore the completed todos.",
      show() {
        putAll(shown);
        return () => dropAll(shown);
      },
      send: () => request("/api/trash/restore", { method: "POST", body: { trashedAt: cleared.trashedAt } }),
      settle() {
        void client.invalidateQueries({ queryKey: todoKeys.lists });
        trashChanged();
      },
    });
  }

  return {
    async remove(todo) {
      const id = `removed-${todo.id}`;
      notices.done({ id, text: `Deleted “${todo.title}”.`, ...(hasTrash && { undo: () => void putBack(todo) }) });
      await perform(client, notices, {
        subject: todo.id,
        queries: todoKeys.lists,
        failure: `Couldn’t delete “${todo.title}”.`,
        show() {
          cache.drop(todo.id);
          return () => cache.put(todo);
        },
        send: () => request(`/api/todos/${todo.id}`, { method: "DELETE" }),
        settle: trashChanged,
      });
    },

    async clearCompleted() {
      const shown = cache.filter((todo) => todo.completedAt !== null && !todo.pinned);
      await perform<Cleared>(client, notices, {
        subject: "clear-completed",
        queries: todoKeys.lists,
        failure: "Couldn’t clear the completed todos.",
        show() {
          dropAll(shown);
          return () => putAll(shown);
        },
        send: () => request("/api/todos/clear-completed", { method: "POST" }),
        settle(cleared) {
          void client.invalidateQueries({ queryKey: todoKeys.lists });
          trashChanged();
          notices.done({
            id: "cleared",
            text: clearedText(cleared.deletedCount),
            ...(hasTrash && cleared.deletedCount > 0 && { undo: () => void putBackCleared(cleared, shown) }),
          });
        },
      });
    },
  };
}

function clearedText(count: number): string {
  if (count === 0) return "There was nothing to clear: pinned todos stay.";
  return count === 1 ? "Cleared 1 completed todo." : `Cleared ${count} completed todos.`;
}
