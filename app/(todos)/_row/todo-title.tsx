"use client";

import { useEffect, useRef, useState } from "react";
import { classNames } from "#app/_ui/class-names.ts";
import { useLazy } from "#app/_ui/lazy.tsx";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { deferredChunk } from "../_deferred/deferred-chunk.ts";
import { useTodoActions } from "../_outbox/outbox-provider.tsx";

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

  const finish = (changes: TodoChange | null, byKey: boolean, began: Todo) => {
    giveFocusBack.current = byKey;
    setBase(null);
    if (changes !== null) change(todo, changes, began);
  };

  const { value: chunk } = useLazy(deferredChunk, base !== null || todo.title.includes("://"));
  if (base !== null && chunk !== undefined) return <chunk.TitleInput base={base} onFinish={finish} />;
  const hasLinks = chunk !== undefined && todo.title.includes("://");
  const shape = classNames(
    "min-h-11 w-full overflow-clip rounded-sm px-1.5 py-2.5 text-left text-base",
    todo.completedAt !== null && "text-muted line-through decoration-line-strong",
  );
  const edit = (
    <button
      ref={button}
      type="button"
      data-shortcut="e"
      dir="auto"
      title="Click to rename"
      aria-label={hasLinks ? todo.title : undefined}
      onClick={() => setBase(todo)}
      className={hasLinks ? "absolute inset-0 rounded-sm" : shape}
    >
      {hasLinks ? null : todo.title}
    </button>
  );
  return hasLinks ? <chunk.LinkedTitle title={todo.title} shape={shape} edit={edit} /> : edit;
}
