"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { classNames } from "#app/_ui/class-names.ts";
import { titleMaxLength } from "#lib/todo-service/limits.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { useTodoActions } from "../_edits/todo-actions-context.ts";

/** The title, which turns into a field when clicked. Enter and leaving the field save, Escape doesn't. */
export function TodoTitle({ todo, disabled }: { readonly todo: Todo; readonly disabled: boolean }) {
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

  const finish = (title: string, byKey: boolean) => {
    giveFocusBack.current = byKey;
    setBase(null);
    const trimmed = title.trim();
    if (base !== null && trimmed !== "" && trimmed !== base.title) void change(base, { title: trimmed });
  };

  if (base !== null) return <TitleInput title={base.title} onFinish={finish} />;
  return (
    <button
      ref={button}
      type="button"
      data-shortcut="e"
      disabled={disabled}
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

interface TitleInputProps {
  readonly title: string;
  readonly onFinish: (title: string, byKey: boolean) => void;
}

function TitleInput({ title, onFinish }: TitleInputProps) {
  const [text, setText] = useState(title);
  const input = useRef<HTMLInputElement>(null);
  const isFinished = useRef(false);
  useEffect(() => input.current?.focus(), []);

  const finish = (result: string, byKey: boolean) => {
    // Finishing by key removes the field, which triggers its blur as well.
    if (isFinished.current) return;
    isFinished.current = true;
    onFinish(result, byKey);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    // Else the same key press would click the button that the focus goes back to.
    event.preventDefault();
    finish(event.key === "Enter" ? text : title, true);
  };

  return (
    <input
      ref={input}
      aria-label="Title"
      value={text}
      maxLength={titleMaxLength}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(text, false)}
      className="my-0.5 h-10 w-full rounded-sm bg-sunken px-1.5 text-base focus-visible:outline-offset-0"
    />
  );
}
