"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { deferTodoActions } from "../_deferred/deferred-actions.ts";
import { loadListExtras } from "../_deferred/load-deferred-chunk.ts";
import { useUndoHistory } from "../_undo/undo-provider.tsx";
import type { Keeping, TodoActions } from "./todo-actions.ts";
import { useConflictQuestion } from "./use-conflict-question.tsx";

interface Context {
  readonly actions: TodoActions;
  readonly keeping: Keeping;
}

const TodoContext = createContext<Context | null>(null);

/** Gives the components below the actions on todos, bound to this page's cache. */
export function TodoActionsProvider({
  retentionDays,
  trashDays,
  children,
}: Keeping & { readonly children: ReactNode }) {
  const client = useQueryClient();
  const history = useUndoHistory();
  const { askWhich, question } = useConflictQuestion();
  const value = useMemo(() => {
    const keeping = { retentionDays, trashDays };
    const load = async () => {
      const { createTodoActions } = await loadListExtras();
      return createTodoActions({ client, notices, keeping, history, askWhich, clock: () => new Date() });
    };
    return { keeping, actions: deferTodoActions(load, notices) };
  }, [client, history, askWhich, retentionDays, trashDays]);
  // Right after the page is interactive, so that it is there before anybody acts, and when the network is gone. What fails here is
  // tried again by the first action.
  useEffect(() => void loadListExtras().catch(() => undefined), []);
  return (
    <TodoContext value={value}>
      {children}
      {question}
    </TodoContext>
  );
}

function useTodoContext(): Context {
  const context = useContext(TodoContext);
  if (context === null) throw new Error("TodoActionsProvider is missing above this component");
  return context;
}

export const useTodoActions = () => useTodoContext().actions;
export const useKeeping = () => useTodoContext().keeping;
