import type { QueryClient } from "@tanstack/react-query";
import type { Notices } from "#app/_components/notices.ts";
import { untilText } from "#app/_components/time-text.ts";
import { perform } from "#app/_data/optimistic.ts";
import { request } from "#app/_data/request.ts";
import type { Todo, UpdateTodo } from "#lib/todo-service/schemas.ts";
import { createTodoCache } from "./todo-cache.ts";
import { changedTodo, takenBack } from "./todo-changes.ts";
import { draftId } from "./todo-pages.ts";
import { todoKeys } from "./todo-queries.ts";
import { createTodoRemovals, type TodoRemovals } from "./todo-removals.ts";

/** What this installation and this account mean by keeping: in days; `trashDays` 0 deletes at once. */
export interface Keeping {
  readonly retentionDays: number | null;
  readonly trashDays: number;
}

export interface ActionContext {
  readonly client: QueryClient;
  readonly notices: Notices;
  readonly keeping: Keeping;
  readonly clock: () => Date;
}

/** What people do to their todos. Every action shows at once and rolls back, with a notice, when it is refused. */
export interface TodoActions extends TodoRemovals {
  add(title: string): Promise<void>;
  change(todo: Todo, change: UpdateTodo): Promise<void>;
  /** Completes an open todo, with an Undo, or reopens a completed one. */
  toggle(todo: Todo): Promise<void>;
}

export function createTodoActions(context: ActionContext): TodoActions {
  const { client, notices, keeping, clock } = context;
  const cache = createTodoCache(client);
  let drafts = 0;

  async function change(todo: Todo, wanted: UpdateTodo): Promise<void> {
    await perform<Todo>(client, notices, {
      subject: todo.id,
      queries: todoKeys.lists,
      failure: `Couldn’t save “${todo.title}”.`,
      show() {
        const before = cache.find(todo.id) ?? todo;
        const after = changedTodo(before, wanted, keeping.retentionDays, clock());
        cache.put(after);
        return () => cache.put(takenBack(cache.find(todo.id) ?? after, before, after));
      },
      send: () => request(`/api/todos/${todo.id}`, { method: "PATCH", body: wanted }),
      settle: (saved, isLast) => isLast && cache.put(saved),
    });
  }

  return {
    ...createTodoRemovals(context, cache),
    change,

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
      if (completed) {
        const { expiresAt } = changedTodo(todo, { completed }, keeping.retentionDays, clock());
        notices.done({
          id: `toggled-${todo.id}`,
          text: `Completed “${todo.title}”.`,
          ...(expiresAt !== null && { detail: `Leaves ${untilText(new Date(expiresAt), clock())}.` }),
          undo: () => void change(todo, { completed: false }),
        });
      } else notices.say(`Reopened “${todo.title}”.`);
      await change(todo, { completed });
    },
  };
}

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
