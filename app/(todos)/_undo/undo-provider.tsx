"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { lazy } from "#app/_ui/lazy.tsx";
import { createUndoHistory, type UndoHistory } from "./undo-history.ts";

const UndoKey = lazy(async () => (await import("./undo-key.tsx")).UndoKey);

const UndoContext = createContext<UndoHistory | null>(null);

/** Holds the undo history that the list and the trash share, and undoes on Ctrl+Z or Cmd+Z outside of fields. */
export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const [history] = useState(() => createUndoHistory(notices));
  return (
    <UndoContext value={history}>
      {children}
      <UndoKey history={history} />
    </UndoContext>
  );
}

export function useUndoHistory(): UndoHistory {
  const history = useContext(UndoContext);
  if (history === null) throw new Error("UndoProvider is missing above this component");
  return history;
}
