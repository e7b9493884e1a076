"use client";

import { createContext, useContext } from "react";
import type { Retention } from "./action-context.ts";
import type { TodoActions } from "./todo-actions.ts";

export interface TodoActionsContextValue {
  readonly actions: TodoActions;
  readonly retention: Retention;
}

/** Filled by TodoActionsProvider. */
export const TodoActionsContext = createContext<TodoActionsContextValue | null>(null);

function useTodoActionsContext(): TodoActionsContextValue {
  const context = useContext(TodoActionsContext);
  if (context === null) throw new Error("TodoActionsProvider is missing above this component");
  return context;
}

export const useTodoActions = () => useTodoActionsContext().actions;
export const useRetention = () => useTodoActionsContext().retention;
