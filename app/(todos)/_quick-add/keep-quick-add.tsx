"use client";

import { useEffect } from "react";
import type { Drafts } from "../_drafts/drafts.ts";
import { quickAddId } from "../_keyboard/key-targets.ts";
import { useDrafts } from "../_outbox/outbox-provider.tsx";

/**
 * Keeps the text of quick add until it is added. It listens from outside, so that the first load has none of this code.
 */
export function KeepQuickAdd() {
  const drafts = useDrafts();
  useEffect(() => (drafts === undefined ? undefined : keepQuickAdd(drafts)), [drafts]);
  return null;
}

/** @returns a function that stops it. */
function keepQuickAdd(drafts: Drafts): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = () => {
    timer = undefined;
    const text = quickAdd()?.value;
    if (text !== undefined && text !== drafts.find("new", "")?.text) drafts.put({ kind: "new", text });
  };
  const restore = () => {
    const field = quickAdd();
    const draft = drafts.find("new", "");
    if (field?.value === "" && draft !== undefined && timer === undefined) type(field, draft.text);
  };
  const onInput = ({ target }: Event) => {
    if (target === quickAdd()) keep();
  };
  // The code that adds a todo empties the field after its event.
  const keepSoon = () => {
    timer ??= setTimeout(keep);
  };

  document.addEventListener("input", onInput, { signal });
  for (const event of ["submit", "click"]) document.addEventListener(event, keepSoon, { signal });
  if (quickAdd()?.value === "") restore();
  else keep();
  void drafts.load();
  const unsubscribe = drafts.subscribe(restore);
  return () => {
    listening.abort();
    unsubscribe();
  };
}

function quickAdd(): HTMLInputElement | null {
  const field = document.getElementById(quickAddId);
  return field instanceof HTMLInputElement ? field : null;
}

/** Fills a field as a person does, so that React hears of it. */
function type(field: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
