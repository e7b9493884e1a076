"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#app/_components/button.tsx";
import { PlusIcon } from "#app/_components/icons.tsx";
import { useTodoActions } from "./todo-actions-provider.tsx";

/** Where the key that adds a todo goes to. */
export const quickAddId = "quick-add";

/** One field: type, Enter, done. It keeps the focus, so that one can go on writing. */
export function QuickAdd() {
  const { add } = useTodoActions();
  const [title, setTitle] = useState("");
  const trimmed = title.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === "") return;
    setTitle("");
    void add(trimmed);
  };

  return (
    <form
      onSubmit={submit}
      className="flex items-center gap-1 rounded-lg border border-line bg-surface pr-1.5 shadow-raised transition-colors hover:border-line-strong focus-within:outline-2 focus-within:outline-focus"
    >
      <label htmlFor={quickAddId} className="grid size-12 shrink-0 place-items-center text-muted">
        <PlusIcon />
        <span className="sr-only">New todo</span>
      </label>
      <input
        id={quickAddId}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        maxLength={200}
        autoComplete="off"
        enterKeyHint="done"
        placeholder="Add a todo"
        className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
      />
      <Button type="submit" variant="primary" size="sm" className={trimmed === "" ? "invisible" : ""}>
        Add
      </Button>
    </form>
  );
}
