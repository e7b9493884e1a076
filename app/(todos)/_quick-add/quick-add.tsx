"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { takeEarly } from "#app/_client/take-early.ts";
import { Button } from "#app/_ui/button.tsx";
import { useLazy } from "#app/_ui/hydration/lazy.tsx";
import { PlusIcon } from "#app/_ui/icons/icons.tsx";
import { deferredChunk } from "../_deferred/deferred-chunk.ts";
import { quickAddId } from "../_keyboard/key-targets.ts";
import type { NewTodo } from "../_outbox/command.ts";
import { useTodoActions } from "../_outbox/outbox-provider.tsx";
import type { ReadText } from "./typed-text.tsx";

/**
 * The field that adds a todo on Enter, and keeps the focus for the next one. A preview of its text is shown below it
 * once the code for that is there. Takes over text that was typed and entered before it was ready.
 */
export function QuickAdd() {
  const { add } = useTodoActions();
  const [text, setText] = useState("");
  const { value: chunk } = useLazy(deferredChunk);
  const input = useRef<HTMLInputElement>(null);
  const reader = useRef<ReadText>(null);
  const title = text.trim();

  useEffect(() => {
    const field = input.current;
    if (!field?.form) return;
    const titles = takeEarly(field.form);
    setText(field.value);
    for (const early of titles) if (early.trim() !== "") add({ title: early.trim() });
  }, [add]);

  const addAll = (todos: readonly NewTodo[]) => {
    setText("");
    for (const todo of todos) add(todo);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title === "") return;
    const todo = reader.current === null ? { title } : reader.current();
    if (todo !== null) addAll([todo]);
  };

  return (
    <form
      data-early
      data-quick-add
      method="post"
      action="/add"
      onSubmit={submit}
      // While it is used it stays in view, wherever the list is scrolled to.
      className="flex flex-wrap items-center gap-x-1 rounded-lg border border-line-strong bg-surface pr-1.5 shadow-raised transition-colors hover:border-muted focus-within:sticky focus-within:top-18 focus-within:z-5 focus-within:outline-2 focus-within:outline-focus"
    >
      <label htmlFor={quickAddId} className="grid size-12 shrink-0 place-items-center text-muted">
        <PlusIcon />
        <span className="sr-only">New todo</span>
      </label>
      <input
        ref={input}
        id={quickAddId}
        name="title"
        value={text}
        onChange={(event) => setText(event.target.value)}
        dir="auto"
        autoComplete="off"
        enterKeyHint="done"
        placeholder="Add a todo"
        className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
      />
      {chunk && <chunk.TypedText field={input} text={text} reader={reader} onWrite={setText} onAdd={addAll} />}
      <Button type="submit" variant="primary" size="sm" className={title === "" ? "invisible" : ""}>
        Add
      </Button>
    </form>
  );
}
