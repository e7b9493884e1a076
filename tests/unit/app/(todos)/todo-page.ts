import { QueryClient } from "@tanstack/react-query";
import { expect, vi } from "vitest";
import type { ConflictAnswer, EditConflict } from "#app/(todos)/_edits/conflict/edit-conflict.ts";
import { createTodoActions } from "#app/(todos)/_edits/todo-actions.ts";
import { todosOf } from "#app/(todos)/_queries/todo-pages.ts";
import { type TodoListKey, type TodoPages, todoKeys } from "#app/(todos)/_queries/todo-queries.ts";
import { createUndoHistory } from "#app/(todos)/_undo/undo-history.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { hearNotices } from "../heard-notices.ts";
import { pagesOf } from "./todos.ts";

export const now = new Date("2026-11-24T12:00:00.000Z");

interface PageOptions {
  readonly open?: readonly Todo[];
  readonly completed?: readonly Todo[];
  readonly trashDays?: number;
  /** Answers the question which of two versions to keep. */
  readonly askWhich?: (conflict: EditConflict) => Promise<ConflictAnswer>;
}

/** The actions of a page that shows these todos, and what it shows and says. */
export function openPage({ open = [], completed = [], trashDays = 30, askWhich }: PageOptions) {
  const client = new QueryClient();
  const keyOf = (status: TodoListKey["status"]) => todoKeys.list({ status, q: "" });
  client.setQueryData(keyOf("open"), pagesOf([open]));
  client.setQueryData(keyOf("completed"), pagesOf([completed]));
  const { notices, ...heard } = hearNotices();
  const history = createUndoHistory(notices);
  const actions = createTodoActions({
    client,
    notices,
    retention: { retentionDays: 7, trashDays },
    history,
    askWhich: askWhich ?? (() => Promise.resolve("undecided")),
    clock: () => now,
  });
  return {
    ...heard,
    actions,
    history,
    shown: (status: TodoListKey["status"]) => todosOf(client.getQueryData<TodoPages>(keyOf(status)), status),
    settled: () => vi.waitFor(() => expect(client.isMutating()).toBe(0)),
  };
}
