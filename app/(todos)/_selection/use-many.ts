"use client";

import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { changeOf, type Intent } from "../_outbox/command.ts";
import { useRuntime } from "../_outbox/outbox-provider.tsx";

/** A person's actions on several todos at once. Each is one step for Undo. */
export interface ManyActions {
  /** Completes those that are open; if none is, reopens all. */
  complete(todos: readonly Todo[]): void;
  /** Pins those that aren't; if all are, unpins them. */
  pin(todos: readonly Todo[]): void;
  setDue(todos: readonly Todo[], dueOn: string | null): void;
  remove(todos: readonly Todo[]): void;
}

export function useMany(): ManyActions {
  const withRuntime = useRuntime();
  const act = (todos: readonly Todo[], intentOf: (todo: Todo) => Intent) => {
    const now = new Date();
    const acts = todos.map((todo) => ({ intent: intentOf(todo), before: todo }));
    withRuntime((runtime) => runtime.actOnMany(acts, now));
  };
  /** Leaves out those that are so already. */
  const change = (todos: readonly Todo[], changes: TodoChange, isSo: (todo: Todo) => boolean) =>
    act(
      todos.filter((todo) => !isSo(todo)),
      (todo) => changeOf(todo, changes),
    );
  return {
    complete(todos) {
      const completed = !todos.every(isCompleted);
      change(todos, { completed }, (todo) => isCompleted(todo) === completed);
    },
    pin(todos) {
      const pinned = !todos.every((todo) => todo.pinned);
      change(todos, { pinned }, (todo) => todo.pinned === pinned);
    },
    setDue: (todos, dueOn) => change(todos, { dueOn }, (todo) => todo.dueOn === dueOn),
    remove: (todos) => act(todos, (todo) => ({ kind: "delete", todoIds: [todo.id], base: todo, changes: null })),
  };
}

const isCompleted = ({ completedAt }: Todo) => completedAt !== null;
