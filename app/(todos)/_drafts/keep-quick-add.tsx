"use client";

import { useEffect } from "react";
import { quickAddId } from "../_keyboard/key-targets.ts";
import { useDrafts } from "../_outbox/outbox-provider.tsx";

/**
 * Keeps what is typed into quick add until it is added. It listens to the field from outside, so that the first load
 * has nothing of it.
 */
export function KeepQuickAdd() {
  const drafts = useDrafts();
  useEffect(() => {
    const field = document.getElementById(quickAddId);
    if (drafts === undefined || !(field instanceof HTMLInputElement)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      timer = undefined;
      drafts.put({ kind: "new", text: field.value });
    };
    // What adds a todo empties the field after its event.
    const keepSoon = () => {
      timer ??= setTimeout(keep);
    };
    const restore = () => {
      const draft = drafts.find("new", "");
      if (draft !== undefined && field.value === "" && timer === undefined) type(field, draft.text);
    };
    const listening = new AbortController();
    const { signal } = listening;
    field.addEventListener("input", keep, { signal });
    for (const event of ["submit", "click"]) field.form?.addEventListener(event, keepSoon, { signal });
    if (field.value === "") restore();
    else keep();
    void drafts.load();
    const unsubscribe = drafts.subscribe(restore);
    return () => {
      listening.abort();
      unsubscribe();
    };
  }, [drafts]);
  return null;
}

/** Fills a field as a person does, so that React hears of it. */
function type(field: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
