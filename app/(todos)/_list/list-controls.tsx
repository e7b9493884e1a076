"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { DueMenu, type DueRequest } from "../_due-menu/due-menu.tsx";
import { TodoShortcuts } from "../_keyboard/todo-shortcuts.tsx";
import { useTodoActions } from "../_outbox/outbox-provider.tsx";

export interface ListControlsProps {
  readonly page: RefObject<HTMLElement | null>;
  /** The todos that the page shows, in its order. */
  readonly todos: readonly Todo[];
}

/** What acts on the shown todos beside the controls of their rows: keys and the menu of due dates. */
export function ListControls({ page, todos }: ListControlsProps) {
  const { change } = useTodoActions();
  const [due, setDue] = useState<DueRequest | null>(null);

  const askDue = (anchor: HTMLElement) => {
    const id = anchor.closest<HTMLElement>("[data-todo]")?.dataset.todo;
    const asked = todos.filter((todo) => todo.id === id);
    if (asked.length > 0) setDue({ todos: asked, anchor });
  };
  const onClick = useEffectEvent(({ target }: MouseEvent) => {
    const chip = target instanceof Element ? target.closest<HTMLElement>("[data-due]") : null;
    if (chip !== null) askDue(chip);
  });
  useEffect(() => {
    const listen = (event: MouseEvent) => onClick(event);
    document.addEventListener("click", listen);
    return () => document.removeEventListener("click", listen);
  }, []);

  return (
    <>
      <TodoShortcuts page={page} onDue={askDue} />
      {due !== null && (
        <DueMenu
          request={due}
          onClose={() => setDue(null)}
          onChoose={(dueOn) => {
            for (const todo of due.todos) if (todo.dueOn !== dueOn) change(todo, { dueOn });
          }}
        />
      )}
    </>
  );
}
