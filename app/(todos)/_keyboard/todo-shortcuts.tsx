"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { hasModifier, isForPage, shortcutKey } from "#app/_ui/page-keys.ts";
import { useRuntime } from "../_outbox/outbox-provider.tsx";
import { focusFirstTodo } from "../_row/focus-neighbour.ts";
import { type ButtonKey, isButtonKey } from "../_row/follow-row-buttons.ts";
import { currentRow, keepFocus, moveFocus, pressInRow } from "../_row/row-focus.ts";
import { isRowKey, type RowKey } from "../_row/row-keys.ts";
import { focusQuickAdd, quickAddId, searchFieldId } from "./key-targets.ts";
import { singleKeysWork } from "./shortcut-setting.ts";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { waitForIntent } from "./wait-for-intent.ts";

export interface TodoShortcutsProps {
  readonly page: RefObject<HTMLElement | null>;
  /** Acts as a button of the focused row, which may be hidden. */
  readonly onButton: (key: ButtonKey, row: HTMLElement) => void;
  /** Selects the focused todo, or deselects it. */
  readonly onSelect: (row: HTMLElement) => void;
  /** Acts on the selected todos. @returns false where nothing is selected, or the key isn't for many. */
  readonly onMany: (key: RowKey) => boolean;
  /** Ends the selection. */
  readonly onClear: () => void;
}

/**
 * The single-key shortcuts of the list and their help. They don't act in fields or with a modifier. Also keeps the
 * focus in `page`.
 */
export function TodoShortcuts({ page, onButton, onSelect, onMany, onClear }: TodoShortcutsProps) {
  const withRuntime = useRuntime();
  const [isHelpOpen, setHelpOpen] = useState(false);
  // Set with the listener. React shows the button before.
  const [areKeysReady, setKeysReady] = useState(false);

  useEffect(() => (page.current === null ? undefined : keepFocus(page.current, waitForIntent)), [page]);

  const clear = useEffectEvent(onClear);
  const pressOrHint = useEffectEvent((key: RowKey) => {
    if (onMany(key)) return;
    const row = currentRow();
    if (row === null) hintAtRows();
    else if (key === "x") onSelect(row);
    else if (isButtonKey(key)) onButton(key, row);
    else pressInRow(row, key);
  });

  useEffect(() => {
    const pageKeys: Readonly<Record<string, () => void>> = {
      n: focusQuickAdd,
      "/": () => document.getElementById(searchFieldId)?.focus(),
      j: () => moveFocus(1),
      k: () => moveFocus(-1),
      u: () => withRuntime((runtime) => runtime.steps.undoLast()),
      "?": () => setHelpOpen(true),
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape") return isForPage(event) ? clear() : leaveField(event);
      const key = hasModifier(event) ? null : shortcutKey(event);
      if (key === null) return;
      const act = isRowKey(key) ? () => pressOrHint(key) : pageKeys[key];
      if (act === undefined || !singleKeysWork() || !isForPage(event)) return;
      event.preventDefault();
      // Held down, a key repeats only the movement.
      if (!event.repeat || key === "j" || key === "k") act();
    };
    document.addEventListener("keydown", onKeyDown);
    setKeysReady(true);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [withRuntime]);

  return (
    <>
      <div className="flex justify-center pointer-coarse:hidden">
        <Button
          variant="ghost"
          size="sm"
          aria-keyshortcuts={areKeysReady ? "?" : undefined}
          onClick={() => setHelpOpen(true)}
        >
          Keyboard shortcuts
        </Button>
      </div>
      <ShortcutsDialog open={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}

function hintAtRows(): void {
  notices.done({ id: "no-row", text: "Go to a todo first: press j for the next one, k for the previous one." });
}

/** Escape moves the focus from quick add, whose text stays, and from an empty search to the list: keys act there. */
function leaveField({ target, defaultPrevented, isComposing }: KeyboardEvent): void {
  if (!(target instanceof HTMLInputElement) || defaultPrevented || isComposing) return;
  if (target.id === quickAddId || (target.id === searchFieldId && target.value === "")) focusFirstTodo();
}
