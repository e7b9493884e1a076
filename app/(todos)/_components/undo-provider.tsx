"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { notices } from "#app/_components/notices.ts";
import { createUndoHistory, type UndoHistory } from "../_data/undo-history.ts";
import { isForPage } from "./page-keys.ts";

const UndoContext = createContext<UndoHistory | null>(null);

/** Holds what can be undone, across the list and the trash, and undoes it by Ctrl+Z or Cmd+Z outside of fields. */
export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const [history] = useState(() => createUndoHistory(notices));
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "z";
      if (!isUndo || !isForPage(event)) return;
      event.preventDefault();
      history.undoLast();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [history]);
  return <UndoContext value={history}>{children}</UndoContext>;
}

export function useUndoHistory(): UndoHistory {
  const history = useContext(UndoContext);
  if (history === null) throw new Error("UndoProvider is missing above this component");
  return history;
}
