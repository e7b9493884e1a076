"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { notices } from "#app/_components/notices.ts";
import { createTodoActions, type Keeping, type TodoActions } from "../_data/todo-actions.ts";
import { usePreparedDetails } from "./lazy-details.tsx";
import { useUndoHistory } from "./undo-provider.tsx";
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
  usePreparedDetails();
  const value = useMemo(() => {
    const keeping = { retentionDays, trashDays };
    const context = { client, notices, keeping, history, askWhich, clock: () => new Date() };
    return { keeping, actions: createTodoActions(context) };
  }, [client, history, askWhich, retentionDays, trashDays]);
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
