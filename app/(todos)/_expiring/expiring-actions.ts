import { perform } from "#app/_client/optimistic.ts";
import { request } from "#app/_client/request.ts";
import type { LeavingTodos } from "#lib/todo-service/retention/expiring.ts";
import type { ActionContext } from "../_edits/todo-actions.ts";
import type { TodoCache } from "../_edits/todo-cache.ts";
import { todosText } from "../_edits/todo-changes.ts";
import { todoKeys } from "../_edits/todo-queries.ts";
import { trashKeys } from "../trash/trash-queries.ts";
import { isLeaving } from "./expiring-queries.ts";

/** What can be done about the todos that leave within a day: with exactly those that were counted, loaded or not. */
export interface LeavingActions {
  keepLeaving(leaving: LeavingTodos): Promise<void>;
  letLeavingGo(leaving: LeavingTodos): Promise<void>;
}

interface Kept {
  readonly keptCount: number;
  readonly keptAt: string;
}
interface Gone {
  readonly deletedCount: number;
  readonly trashedAt: string;
}

export function createLeavingActions(context: ActionContext, cache: TodoCache): LeavingActions {
  const { client, notices, keeping, history, clock } = context;
  const looksAgain = () => void client.invalidateQueries({ queryKey: todoKeys.all });

  /** Takes the notice away together with what `change` does to the loaded todos. @returns what puts all of it back. */
  const showAnswered = (leaving: LeavingTodos, change: (asOf: string) => () => void) => {
    client.setQueryData<LeavingTodos>(todoKeys.leaving, {
      ...leaving,
      count: 0,
      firstLeavesAt: null,
      lastLeavesAt: null,
    });
    const takeBack = change(leaving.asOf);
    return () => {
      takeBack();
      client.setQueryData(todoKeys.leaving, leaving);
    };
  };
  const shown = (asOf: string) => cache.filter((todo) => isLeaving(todo, asOf));

  /** Sends what takes an answer back; the lists are fetched again, since most of it may not be loaded. */
  const takeBack = async (failure: string, path: string, body: object): Promise<boolean> => {
    const result = await perform<object>(client, notices, {
      subject: "leaving",
      queries: todoKeys.all,
      failure,
      show: () => () => {},
      send: () => request(path, { method: "POST", body }),
      settle() {
        looksAgain();
        void client.invalidateQueries({ queryKey: trashKeys.all });
      },
    });
    return result !== undefined;
  };

  return {
    async keepLeaving(leaving) {
      await perform<Kept>(client, notices, {
        subject: "leaving",
        queries: todoKeys.all,
        failure: "Couldn’t keep these todos.",
        show: () =>
          showAnswered(leaving, (asOf) => {
            const todos = shown(asOf);
            const updatedAt = clock().toISOString();
            for (const todo of todos) cache.put({ ...todo, pinned: true, expiresAt: null, updatedAt });
            return () => todos.forEach(cache.put);
          }),
        send: () => request("/api/todos/expiring/pin", { method: "POST", body: { asOf: leaving.asOf } }),
        settle({ keptCount, keptAt }) {
          looksAgain();
          const text = `kept ${todosText(keptCount)}`;
          const step = history.record({
            noticeId: "leaving",
            what: text,
            undo: () => takeBack("Couldn’t unpin these todos.", "/api/todos/expiring/unpin", { keptAt }),
          });
          notices.done({ id: "leaving", text: `Kept ${todosText(keptCount)}.`, undo: step.undo });
        },
      });
    },

    async letLeavingGo(leaving) {
      await perform<Gone>(client, notices, {
        subject: "leaving",
        queries: todoKeys.all,
        failure: "Couldn’t let these todos go.",
        show: () =>
          showAnswered(leaving, (asOf) => {
            const todos = shown(asOf);
            for (const { id } of todos) cache.drop(id);
            return () => todos.forEach(cache.put);
          }),
        send: () => request("/api/todos/expiring/trash", { method: "POST", body: { asOf: leaving.asOf } }),
        settle({ deletedCount, trashedAt }) {
          looksAgain();
          void client.invalidateQueries({ queryKey: trashKeys.all });
          const text = `Let ${todosText(deletedCount)} go.`;
          if (keeping.trashDays === 0 || deletedCount === 0) return notices.done({ id: "leaving", text });
          const step = history.record({
            noticeId: "leaving",
            what: `let ${todosText(deletedCount)} go`,
            undo: () => takeBack("Couldn’t restore these todos.", "/api/trash/restore", { trashedAt, undo: true }),
          });
          notices.done({ id: "leaving", text, undo: step.undo });
        },
      });
    },
  };
}
