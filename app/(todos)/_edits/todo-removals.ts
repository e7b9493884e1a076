import { api } from "#app/_client/api.ts";
import type { Answer } from "#app/_client/api-types.ts";
import { perform } from "#app/_client/optimistic.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import type { TodoCache } from "../_queries/todo-cache.ts";
import { todoKeys } from "../_queries/todo-queries.ts";
import { trashKeys } from "../trash/trash-queries.ts";
import type { ActionContext } from "./action-context.ts";

/** The actions that delete todos. Each offers an undo where there is a trash to restore from. */
export interface TodoRemovals {
  remove(todo: Todo): Promise<void>;
  /** Deletes all completed, unpinned todos, including those that aren't loaded yet. */
  clearCompleted(): Promise<void>;
}

type Cleared = Answer<"POST /api/todos/clear-completed">;

export function createTodoRemovals(context: ActionContext, cache: TodoCache): TodoRemovals {
  const { client, notices, retention, history } = context;
  const hasTrash = retention.trashDays > 0;
  const trashChanged = () => {
    void client.invalidateQueries({ queryKey: trashKeys.all });
    void client.invalidateQueries({ queryKey: todoKeys.expiring });
  };
  const putAll = (todos: readonly Todo[]) => {
    for (const todo of todos) cache.put(todo);
  };
  const dropAll = (todos: readonly Todo[]) => {
    for (const todo of todos) cache.drop(todo.id);
  };

  async function putBack(todo: Todo): Promise<boolean> {
    const restored = await perform(client, notices, {
      subject: todo.id,
      queries: todoKeys.lists,
      failure: `Couldn’t restore “${todo.title}”.`,
      show() {
        cache.put(todo);
        return () => cache.drop(todo.id);
      },
      send: () => api("POST /api/trash/[id]/restore", { params: { id: todo.id }, body: { undo: true } }),
      settle(saved, isLast) {
        if (isLast) cache.put(saved);
        trashChanged();
      },
    });
    return restored !== undefined;
  }

  async function putBackCleared(cleared: Cleared, shown: readonly Todo[]): Promise<boolean> {
    const restored = await perform(client, notices, {
      subject: "clear-completed",
      queries: todoKeys.lists,
      failure: "Couldn’t restore the completed todos.",
      show() {
        putAll(shown);
        return () => dropAll(shown);
      },
      send: () => api("POST /api/trash/restore", { body: { trashedAt: cleared.trashedAt, undo: true } }),
      settle() {
        void client.invalidateQueries({ queryKey: todoKeys.lists });
        trashChanged();
      },
    });
    return restored !== undefined;
  }

  return {
    async remove(todo) {
      const id = `removed-${todo.id}`;
      const text = `Deleted “${todo.title}”.`;
      await perform(client, notices, {
        subject: todo.id,
        queries: todoKeys.lists,
        failure: `Couldn’t delete “${todo.title}”.`,
        show() {
          cache.drop(todo.id);
          if (!hasTrash) {
            notices.done({ id, text });
            return () => cache.put(todo);
          }
          const step = history.record({
            noticeId: id,
            what: `deleted “${todo.title}”`,
            undo: () => putBack(todo),
          });
          notices.done({ id, text, undo: step.undo });
          return () => {
            step.forget();
            cache.put(todo);
          };
        },
        send: () => api("DELETE /api/todos/[id]", { params: { id: todo.id } }),
        settle: trashChanged,
      });
    },

    async clearCompleted() {
      const shown = cache.filter((todo) => todo.completedAt !== null && !todo.pinned);
      await perform(client, notices, {
        subject: "clear-completed",
        queries: todoKeys.lists,
        failure: "Couldn’t clear the completed todos.",
        show() {
          dropAll(shown);
          return () => putAll(shown);
        },
        send: () => api("POST /api/todos/clear-completed"),
        settle(cleared) {
          void client.invalidateQueries({ queryKey: todoKeys.lists });
          trashChanged();
          const text = clearedText(cleared.deletedCount);
          if (!hasTrash || cleared.deletedCount === 0) return notices.done({ id: "cleared", text });
          const step = history.record({
            noticeId: "cleared",
            what: `cleared ${completedText(cleared.deletedCount)}`,
            undo: () => putBackCleared(cleared, shown),
          });
          notices.done({ id: "cleared", text, undo: step.undo });
        },
      });
    },
  };
}

function clearedText(count: number): string {
  return count === 0 ? "Nothing to clear: pinned todos stay." : `Cleared ${completedText(count)}.`;
}

function completedText(count: number): string {
  return count === 1 ? "1 completed todo" : `${count} completed todos`;
}
