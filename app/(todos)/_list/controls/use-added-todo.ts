"use client";

import { useEffect, useState } from "react";
import { toasts } from "#app/_feedback/toasts.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import type { CommandOf } from "../../_outbox/command.ts";
import { useRuntime } from "../../_outbox/outbox-provider.tsx";
import { useTodoFilter } from "../toolbar/use-todo-filter.ts";
import { revealRow } from "../window/reveal-row.ts";

/** Scrolls to a todo that is added. Where the filter or search leaves it out, says so and offers to show it. */
export function useAddedTodo(todos: readonly Todo[]): void {
  const withRuntime = useRuntime();
  const { filter, setFilter } = useTodoFilter();
  const [added, setAdded] = useState<CommandOf<"create"> | null>(null);
  /** The todo to scroll to, once the page has it. */
  const [wantedId, setWantedId] = useState<string | null>(null);

  useEffect(() => {
    let stop: (() => void) | undefined;
    let isOver = false;
    withRuntime((runtime) => {
      if (!isOver) stop = runtime.onAdded(setAdded);
    });
    return () => {
      isOver = true;
      stop?.();
    };
  }, [withRuntime]);

  useEffect(() => {
    const id = added?.todoIds[0];
    if (added === null || id === undefined) return;
    setAdded(null);
    setWantedId(null);
    if (todos.some((todo) => todo.id === id)) return revealRow(id);
    toasts.show({
      id: `todo-${id}`,
      text: `Added “${added.changes.title}”.`,
      detail: filter.q === "" ? "It is among the open todos." : `It isn’t among the results for “${filter.q}”.`,
      tone: "done",
      actions: [
        {
          label: "Show",
          onPress() {
            setFilter({ status: "all", q: "" }, "push");
            setWantedId(id);
          },
        },
      ],
    });
  }, [added, todos, filter, setFilter]);

  useEffect(() => {
    if (wantedId === null || !todos.some(({ id }) => id === wantedId)) return;
    setWantedId(null);
    revealRow(wantedId);
  }, [wantedId, todos]);
}
