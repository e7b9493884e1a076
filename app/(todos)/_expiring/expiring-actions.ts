import { api } from "#app/_client/api.ts";
import { perform } from "#app/_client/optimistic.ts";
import type { ExpiringTodos } from "#lib/todo-service/retention/expiring-schemas.ts";
import type { ActionContext } from "../_edits/action-context.ts";
import type { TodoCache } from "../_queries/todo-cache.ts";
import { todoKeys } from "../_queries/todo-queries.ts";
import { todosText } from "../format-count.ts";
import { trashKeys } from "../trash/trash-queries.ts";
import { isExpiring } from "./expiring-queries.ts";

/** Actions on the todos that expire within a day: on exactly those that were counted, loaded or not. */
export interface ExpiringActions {
  pinExpiring(expiring: ExpiringTodos): Promise<void>;
  trashExpiring(expiring: ExpiringTodos): Promise<void>;
}

export function createExpiringActions(context: ActionContext, cache: TodoCache): ExpiringActions {
  const { client, notices, retention, history, clock } = context;
  const refetch = () => void client.invalidateQueries({ queryKey: todoKeys.all });

  /** Hides the notice and applies `change` to the loaded todos. @returns the function that reverts both. */
  const showAnswered = (expiring: ExpiringTodos, change: (asOf: string) => () => void) => {
    client.setQueryData<ExpiringTodos>(todoKeys.expiring, {
      ...expiring,
      count: 0,
      firstExpiresAt: null,
      lastExpiresAt: null,
    });
    const revert = change(expiring.asOf);
    return () => {
      revert();
      client.setQueryData(todoKeys.expiring, expiring);
    };
  };
  const shown = (asOf: string) => cache.filter((todo) => isExpiring(todo, asOf));

  /** Undoes an action on the server, then fetches the lists again: most of the todos may not be loaded. */
  const undo = async (failure: string, send: () => Promise<object>): Promise<boolean> => {
    const result = await perform(client, notices, {
      subject: "expiring",
      queries: todoKeys.all,
      failure,
      show: () => () => {},
      send,
      settle() {
        refetch();
        void client.invalidateQueries({ queryKey: trashKeys.all });
      },
    });
    return result !== undefined;
  };

  return {
    async pinExpiring(expiring) {
      await perform(client, notices, {
        subject: "expiring",
        queries: todoKeys.all,
        failure: "Couldn’t keep these todos.",
        show: () =>
          showAnswered(expiring, (asOf) => {
            const todos = shown(asOf);
            const updatedAt = clock().toISOString();
            for (const todo of todos) cache.put({ ...todo, pinned: true, expiresAt: null, updatedAt });
            return () => todos.forEach(cache.put);
          }),
        send: () => api("POST /api/todos/expiring/pin", { body: { asOf: expiring.asOf } }),
        settle({ pinnedCount, pinnedAt }) {
          refetch();
          const text = `kept ${todosText(pinnedCount)}`;
          const step = history.record({
            noticeId: "expiring",
            what: text,
            undo: () =>
              undo("Couldn’t unpin these todos.", () => api("POST /api/todos/expiring/unpin", { body: { pinnedAt } })),
          });
          notices.done({ id: "expiring", text: `Kept ${todosText(pinnedCount)}.`, undo: step.undo });
        },
      });
    },

    async trashExpiring(expiring) {
      await perform(client, notices, {
        subject: "expiring",
        queries: todoKeys.all,
        failure: "Couldn’t let these todos go.",
        show: () =>
          showAnswered(expiring, (asOf) => {
            const todos = shown(asOf);
            for (const { id } of todos) cache.drop(id);
            return () => todos.forEach(cache.put);
          }),
        send: () => api("POST /api/todos/expiring/trash", { body: { asOf: expiring.asOf } }),
        settle({ deletedCount, trashedAt }) {
          refetch();
          void client.invalidateQueries({ queryKey: trashKeys.all });
          const text = `Let ${todosText(deletedCount)} go.`;
          if (retention.trashDays === 0 || deletedCount === 0) return notices.done({ id: "expiring", text });
          const step = history.record({
            noticeId: "expiring",
            what: `let ${todosText(deletedCount)} go`,
            undo: () =>
              undo("Couldn’t restore these todos.", () =>
                api("POST /api/trash/restore", { body: { trashedAt, undo: true } }),
              ),
          });
          notices.done({ id: "expiring", text, undo: step.undo });
        },
      });
    },
  };
}
