"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { takeEarly } from "#app/_client/take-early.ts";
import { announce } from "#app/_feedback/live-region.tsx";
import { Button } from "#app/_ui/button.tsx";
import { PlusIcon } from "#app/_ui/icons/icons.tsx";
import { titleMaxLength } from "#lib/todo-service/limits.ts";
import { quickAddId } from "../_keyboard/key-targets.ts";
import { useTodoActions } from "../_outbox/outbox-provider.tsx";
import { useDuePhrase } from "./use-due-phrase.ts";

/**
 * The field that adds a todo on Enter, and keeps the focus for the next one. Shows a due date among the words before it
 * is saved; Escape, or its button, keeps the words as typed. Takes over what was typed and entered before it was ready.
 */
export function QuickAdd() {
  const { add } = useTodoActions();
  const [text, setText] = useState("");
  const { recognized, dismiss } = useDuePhrase(text);
  const input = useRef<HTMLInputElement>(null);
  const dueId = useId();
  const trimmed = text.trim();

  useEffect(() => {
    const field = input.current;
    if (!field?.form) return;
    const titles = takeEarly(field.form);
    setText(field.value);
    for (const title of titles) if (title.trim() !== "") add({ title: title.trim() });
  }, [add]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === "") return;
    const due = recognized?.due;
    if (due?.title === "") return announce("Add what there is to do, or press Escape to keep the words as the title.");
    setText("");
    add(due === undefined ? { title: trimmed } : { title: due.title, dueOn: due.dueOn });
  };
  const keepAsTyped = () => {
    dismiss();
    input.current?.focus();
    announce("No due date: the words stay as typed.");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || recognized === null) return;
    event.preventDefault();
    keepAsTyped();
  };

  return (
    <form
      data-early
      method="post"
      action="/add"
      onSubmit={submit}
      className="flex flex-wrap items-center gap-x-1 rounded-lg border border-line bg-surface pr-1.5 shadow-raised transition-colors hover:border-line-strong focus-within:outline-2 focus-within:outline-focus sm:flex-nowrap"
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
        onKeyDown={onKeyDown}
        aria-describedby={recognized === null ? undefined : dueId}
        dir="auto"
        maxLength={titleMaxLength}
        autoComplete="off"
        enterKeyHint="done"
        placeholder="Add a todo"
        className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
      />
      {recognized !== null && <recognized.Chip id={dueId} due={recognized.due} onDismiss={keepAsTyped} />}
      <Button type="submit" variant="primary" size="sm" className={trimmed === "" ? "invisible" : ""}>
        Add
      </Button>
    </form>
  );
}
