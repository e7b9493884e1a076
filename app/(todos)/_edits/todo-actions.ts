import { api } from "#app/_client/api.ts";
import { perform } from "#app/_client/optimistic.ts";
import { untilText } from "#app/_time/format-time.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { createExpiringActions, type ExpiringActions } from "../_expiring/expiring-actions.ts";
import { createTodoCache } from "../_queries/todo-cache.ts";
import { draftId } from "../_queries/todo-page-edits.ts";
import { todoKeys } from "../_queries/todo-queries.ts";
import type { ActionContext, ChangeTodo } from "./action-context.ts";
import { changedTodo } from "./todo-changes.ts";
import { createTodoEdits } from "./todo-edits.ts";
import { createTodoRemovals, type TodoRemovals } from "./todo-removals.ts";

/** The fields of a new todo. */
export interface NewTodo {
  readonly title: string;
  readonly dueOn?: string | null;
}

/** The actions on todos. Each shows at once, and rolls back with a notice when it fails. */
export interface TodoActions extends TodoRemovals, ExpiringActions {
  add(todo: NewTodo): Promise<void>;
  /** @param base the todo as it was when the edit began: later changes by somebody else are not overwritten unseen. */
  change(base: Todo, changes: TodoChange): Promise<void>;
  /** Completes an open todo, with an Undo, or reopens a completed one. */
  toggle(todo: Todo): Promise<void>;
}

export function createTodoActions(context: ActionContext): TodoActions {
  const { client, notices, retention, clock } = context;
  const cache = createTodoCache(client);
  const change: ChangeTodo = createTodoEdits(context, cache);
  let drafts = 0;

  return {
    ...createTodoRemovals(context, cache),
    ...createExpiringActions(context, cache),
    change: (base, changes) => change(base, changes),

    async add(todo) {
      const { title } = todo;
      drafts += 1;
      const draft = newTodo(draftId(drafts), todo, clock());
      notices.say(`Added “${title}”.`);
      await perform(client, notices, {
        subject: draft.id,
        queries: todoKeys.lists,
        failure: `Couldn’t add “${title}”.`,
        show() {
          cache.put(draft);
          return () => cache.drop(draft.id);
        },
        send: () => api("POST /api/todos", { body: todo }),
        settle(saved) {
          cache.drop(draft.id);
          cache.put(saved);
        },
      });
    },

    async toggle(todo) {
      const completed = todo.completedAt === null;
      const { expiresAt } = changedTodo(todo, { completed }, retention.retentionDays, clock());
      await change(todo, { completed }, (undo) => {
        if (!completed) return notices.say(`Reopened “${todo.title}”.`);
        notices.done({
          id: `changed-${todo.id}`,
          text: `Completed “${todo.title}”.`,
          ...(expiresAt !== null && { detail: `Expires ${untilText(new Date(expiresAt), clock())}.` }),
          undo,
        });
      });
    },
  };
}

function newTodo(id: string, { title, dueOn = null }: NewTodo, now: Date): Todo {
  const instant = now.toISOString();
  return {
    id,
    title,
    notes: "",
    dueOn,
    completedAt: null,
    pinned: false,
    expiresAt: null,
    createdAt: instant,
    updatedAt: instant,
  };
}
