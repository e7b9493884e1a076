import type { QueryClient } from "@tanstack/react-query";
import { perform } from "#app/_client/optimistic.ts";
import { request } from "#app/_client/request.ts";
import type { Notices } from "#app/_feedback/notices.ts";
import { untilText } from "#app/_time/format-time.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { createLeavingActions, type LeavingActions } from "../_expiring/expiring-actions.ts";
import type { UndoHistory } from "../_undo/undo-history.ts";
import { createTodoCache } from "./todo-cache.ts";
import { changedTodo } from "./todo-changes.ts";
import { type ConflictAnswer, createTodoEdits, type EditConflict } from "./todo-edits.ts";
import { draftId } from "./todo-page-edits.ts";
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
  /** Where every action leaves its undo. */
  readonly history: UndoHistory;
  /** Shows people two versions of a todo, and asks which to keep. */
  readonly askWhich: (conflict: EditConflict) => Promise<ConflictAnswer>;
  readonly clock: () => Date;
}

/** What a todo is added with. */
export interface NewTodo {
  readonly title: string;
  readonly dueOn?: string | null;
}

/** What people do to their todos. Every action shows at once and rolls back, with a notice, when it is refused. */
export interface TodoActions extends TodoRemovals, LeavingActions {
  add(todo: NewTodo): Promise<void>;
  /** @param begun the todo as it was when the edit began: what has become of it since is not overwritten unseen. */
  change(begun: Todo, change: TodoChange): Promise<void>;
  /** Completes an open todo, with an Undo, or reopens a completed one. */
  toggle(todo: Todo): Promise<void>;
}

export function createTodoActions(context: ActionContext): TodoActions {
  const { client, notices, keeping, clock } = context;
  const cache = createTodoCache(client);
  const { change } = createTodoEdits(context, cache);
  let drafts = 0;

  return {
    ...createTodoRemovals(context, cache),
    ...createLeavingActions(context, cache),
    change: (begun, wanted) => change(begun, wanted),

    async add(todo) {
      const { title } = todo;
      drafts += 1;
      const draft = newTodo(draftId(drafts), todo, clock());
      notices.say(`Added “${title}”.`);
      await perform<Todo>(client, notices, {
        subject: draft.id,
        queries: todoKeys.lists,
        failure: `Couldn’t add “${title}”.`,
        show() {
          cache.put(draft);
          return () => cache.drop(draft.id);
        },
        send: () => request("/api/todos", { method: "POST", body: todo }),
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
          id: `changed-${todo.id}`,
          text: `Completed “${todo.title}”.`,
          ...(expiresAt !== null && { detail: `Leaves ${untilText(new Date(expiresAt), clock())}.` }),
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
