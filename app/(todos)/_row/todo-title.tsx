"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "#app/_ui/class-names.ts";
import { useLazy } from "#app/_ui/hydration/lazy.tsx";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { type DeferredChunk, deferredChunk } from "../_deferred/deferred-chunk.ts";
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

  const shape = classNames(
    "min-h-11 w-full overflow-clip rounded-sm px-1.5 py-2.5 text-left text-base",
    todo.completedAt !== null && "text-muted line-through decoration-line-strong",
  );
  const edit = (isBelow: boolean) => (
    <button
      ref={button}
      type="button"
      data-shortcut="e"
      dir="auto"
      title="Click to rename"
      aria-label={isBelow ? todo.title : undefined}
      onClick={() => setBase(todo)}
      className={isBelow ? "absolute inset-0 rounded-sm" : shape}
    >
      {isBelow ? null : todo.title}
    </button>
  );
  // Most titles need nothing that is loaded later: they don't wait for it, and aren't drawn again when it comes.
  if (base === null && !todo.title.includes("://")) return edit(false);
  return (
    <WithDeferred fallback={edit(false)}>
      {({ TitleInput, LinkedTitle }) =>
        base === null ? (
          <LinkedTitle title={todo.title} shape={shape} edit={edit(true)} />
        ) : (
          <TitleInput base={base} notes={todo.notes} onFinish={finish} />
        )
      }
    </WithDeferred>
  );
}

interface WithDeferredProps {
  /** Shown until the chunk is there. */
  readonly fallback: ReactNode;
  readonly children: (chunk: DeferredChunk) => ReactNode;
}

function WithDeferred({ fallback, children }: WithDeferredProps) {
  const { value: chunk } = useLazy(deferredChunk);
  return chunk === undefined ? fallback : children(chunk);
}
