"use client";

import { type MouseEvent, type ReactNode, useState } from "react";
import { LazyConfirm } from "#app/_feedback/lazy-confirm.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { useRetention, useTodoActions } from "../_outbox/outbox-provider.tsx";
import { focusNeighbour } from "../_row/focus-neighbour.ts";

export interface DeleteTodoProps {
  readonly todo: Todo;
  /** Renders the button. `ask` deletes the todo; where there is no trash, it asks first. */
  readonly children: (ask: (event: MouseEvent) => void) => ReactNode;
}

/** Moves a todo to the trash. Where there is no trash, asks and then deletes it for good. */
export function DeleteTodo({ todo, children }: DeleteTodoProps) {
  const { remove } = useTodoActions();
  const { trashDays } = useRetention();
  const [asking, setAsking] = useState(false);

  const ask = (event: MouseEvent) => {
    if (trashDays === 0) return setAsking(true);
    focusNeighbour(event.currentTarget);
    remove(todo);
  };

  return (
    <>
      {children(ask)}
      {trashDays === 0 && (
        <LazyConfirm
          open={asking}
          onClose={() => setAsking(false)}
          onConfirm={() => remove(todo)}
          title={`Delete “${todo.title}”?`}
          confirmLabel="Delete for good"
        >
          The trash is switched off here, so it can’t be restored.
        </LazyConfirm>
      )}
    </>
  );
}
