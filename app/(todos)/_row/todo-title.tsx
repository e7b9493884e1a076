"use client";

import { useEffect, useRef, useState } from "react";
import { classNames } from "#app/_ui/class-names.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { useTodoActions } from "../_outbox/outbox-provider.tsx";
import { type EditedTitle, TitleInput } from "./title-input.tsx";

/**
 * The title, which turns into a field when clicked. Enter and leaving the field save, also a due date that was typed;
 * Escape doesn't.
 */
export function TodoTitle({ todo }: { readonly todo: Todo }) {
  const { change } = useTodoActions();
  /** The todo as it was when the edit began; null while nobody edits. */
  const [base, setBase] = useState<Todo | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const giveFocusBack = useRef(false);

  useEffect(() => {
    if (base !== null || !giveFocusBack.current) return;
    giveFocusBack.current = false;
    button.current?.focus();
  }, [base]);

  const finish = ({ title, ...due }: EditedTitle, byKey: boolean) => {
    giveFocusBack.current = byKey;
    setBase(null);
    const trimmed = title.trim();
    if (base === null || trimmed === "" || (trimmed === base.title && due.dueOn === undefined)) return;
    change(todo, { title: trimmed, ...due }, base);
  };

  if (base !== null) return <TitleInput title={base.title} onFinish={finish} />;
  return (
    <button
      ref={button}
      type="button"
      data-shortcut="e"
      title="Click to rename"
      onClick={() => setBase(todo)}
      className={classNames(
        "min-h-11 w-full rounded-sm px-1.5 py-2.5 text-left text-base",
        todo.completedAt !== null && "text-muted line-through decoration-line-strong",
      )}
    >
      {todo.title}
    </button>
  );
}
