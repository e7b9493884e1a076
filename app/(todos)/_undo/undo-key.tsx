"use client";

import { useEffect } from "react";
import { isForPage, shortcutKey } from "#app/_ui/page-keys.ts";
import type { UndoHistory } from "./undo-history.ts";

/** Undoes on Ctrl+Z or Cmd+Z outside of fields. Renders nothing. */
export function UndoKey({ history }: { readonly history: UndoHistory }) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && shortcutKey(event) === "z";
      if (!isUndo || !isForPage(event)) return;
      event.preventDefault();
      history.undoLast();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [history]);
  return null;
}
