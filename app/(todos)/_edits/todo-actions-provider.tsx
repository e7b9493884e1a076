"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { lazyValue, useLazy } from "#app/_ui/lazy.tsx";
import { deferredChunk } from "../_deferred/deferred-chunk.ts";
import { useUndoHistory } from "../_undo/undo-provider.tsx";
import type { Retention } from "./action-context.ts";
import { useConflictQuestion } from "./conflict/use-conflict-question.tsx";
import { deferTodoActions } from "./deferred-actions.ts";
import { TodoActionsContext } from "./todo-actions-context.ts";

/** Gives the components below the actions on todos, bound to this page's cache. */
export function TodoActionsProvider({
  retentionDays,
  trashDays,
  children,
}: Retention & { readonly children: ReactNode }) {
  const client = useQueryClient();
  const history = useUndoHistory();
  const { askWhich, question } = useConflictQuestion();
  const value = useMemo(() => {
    const retention = { retentionDays, trashDays };
    const actions = lazyValue(async () => {
      const { createTodoActions } = await deferredChunk.load();
      return createTodoActions({ client, notices, retention, history, askWhich, clock: () => new Date() });
    });
    return { retention, actions: deferTodoActions(actions, notices) };
  }, [client, history, askWhich, retentionDays, trashDays]);
  // Right after the page is interactive: before anybody acts, and before the network may be gone.
  useLazy(deferredChunk);
  return (
    <TodoActionsContext value={value}>
      {children}
      {question}
    </TodoActionsContext>
  );
}
