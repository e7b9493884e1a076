import type { QueryClient } from "@tanstack/react-query";
import type { Notices } from "#app/_components/notices.ts";
import { untilText } from "#app/_components/time-text.ts";
import { perform } from "#app/_data/optimistic.ts";
import { request } from "#app/_data/request.ts";
import type { Todo, UpdateTodo } from "#lib/todo-service/schemas.ts";
import { createLeavingActions, type LeavingActions } from "./leaving-actions.ts";
import { createTodoCache } from "./todo-cache.ts";
import { changedTodo, changeText, reverseChange, takenBack } from "./todo-changes.ts";
import { draftId } from "./todo-pages.ts";
import { todoKeys } from "./todo-queries.ts";
import { createTodoRemovals, type TodoRemovals } from "./todo-removals.ts";
import type { RecordedStep, UndoHistory } from "./undo-history.ts";

/** What this installation and this account mean by keeping: in days; `trashDays` 0 deletes at once. */
export interface Keeping {
  readonly retentionDays: number | null;
  readonly trashDays: number;
}

export interface ActionContext {
  readonly client: QueryClient;
  readonly notices: Notices;
  readonly keeping: Keeping;
  /** Where every action leaves its undo. */
  readonly history: UndoHistory;
  readonly clock: () => Date;
}

/** What people do to their todos. Every action shows at once and rolls back, with a notice, when it is refused. */
export interface TodoActions extends TodoRemovals, LeavingActions {
  add(title: string): Promise<void>;
  change(todo: Todo, change: UpdateTodo): Promise<void>;
  /** Completes an open todo, with an Undo, or reopens a completed one. */
  toggle(todo: Todo): Promise<void>;
}

export function createTodoActions(context: ActionContext): TodoActions {
  const { client, notices, keeping, history, clock } = context;
  const cache = createTodoCache(client);
  let drafts = 0;

  /** `record` gets what the todo was, and gives the step that undoes the change; without it there is none. */
  async function send(
    todo: Todo,
    wanted: UpdateTodo,
    { failure, record }: { failure: string; record?: (before: Todo) => RecordedStep },
  ): Promise<boolean> {
    const saved = await perform<Todo>(client, notices, {
      subject: todo.id,
      queries: todoKeys.lists,
      failure,
      show() {
        const before = cache.find(todo.id) ?? todo;
        const after = changedTodo(before, wanted, keeping.retentionDays, clock());
        cache.put(after);
        const step = record?.(before);
        return () => {
          step?.forget();
          cache.put(takenBack(cache.find(todo.id) ?? after, before, after));
        };
      },
      send: () => request(`/api/todos/${todo.id}`, { method: "PATCH", body: wanted }),
      settle(answer, isLast) {
        if (isLast) cache.put(answer);
        void client.invalidateQueries({ queryKey: todoKeys.leaving });
      },
    });
    return saved !== undefined;
  }

  /** `tell` speaks of the change, with its undo. */
  async function change(todo: Todo, wanted: UpdateTodo, tell?: (undo: () => void) => void): Promise<void> {
    await send(todo, wanted, {
      failure: `Couldn’t save “${todo.title}”.`,
      record(before) {
        const step = history.record({
          noticeId: changedNotice(todo),
          what: changeText(before, wanted),
          undo: () =>
            send(cache.find(todo.id) ?? before, reverseChange(before, wanted), {
              failure: `Couldn’t undo the change of “${before.title}”.`,
            }),
        });
        tell?.(step.undo);
        return step;
      },
    });
  }

  return {
    ...createTodoRemovals(context, cache),
    ...createLeavingActions(context, cache),
    change: (todo, wanted) => change(todo, wanted),

    async add(title) {
      drafts += 1;
      const draft = newTodo(draftId(drafts), title, clock());
      notices.say(`Added “${title}”.`);
      await perform<Todo>(client, notices, {
        subject: draft.id,
        queries: todoKeys.lists,
        failure: `Couldn’t add “${title}”.`,
        show() {
          cache.put(draft);
          return () => cache.drop(draft.id);
        },
        send: () => request("/api/todos", { method: "POST", body: { title } }),
        settle(saved) {
          cache.drop(draft.id);
          cache.put(saved);
        },
      });
    },

    async toggle(todo) {
      const completed = todo.completedAt === null;
      const { expiresAt } = changedTodo(todo, { completed }, keeping.retentionDays, clock());
      await change(todo, { completed }, (undo) => {
        if (!completed) return notices.say(`Reopened “${todo.title}”.`);
        notices.done({
          id: changedNotice(todo),
          text: `Completed “${todo.title}”.`,
          ...(expiresAt !== null && { detail: `Leaves ${untilText(new Date(expiresAt), clock())}.` }),
          undo,
        });
      });
    },
  };
}

const changedNotice = ({ id }: Todo) => `changed-${id}`;

function newTodo(id: string, title: string, now: Date): Todo {
  const instant = now.toISOString();
  return {
    id,
    title,
    notes: "",
    dueOn: null,
    completedAt: null,
    pinned: false,
    expiresAt: null,
    createdAt: instant,
    updatedAt: instant,
  };
}
