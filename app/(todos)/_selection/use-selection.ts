"use client";

import { type RefObject, useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { announce } from "#app/_feedback/live-region.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { focusOtherThan, focusRowOf } from "../_row/row-focus.ts";
import { followClicks } from "./follow-clicks.ts";
import { markRows } from "./mark-rows.ts";
import { clearSelection, keepSelected, selectsByClick, toggleSelected } from "./select-rows.ts";
import { selectedIds, subscribeToSelection } from "./selection.ts";
import { useMany } from "./use-many.ts";

/** The selected todos among those that the page shows. An action on them ends the selection. */
export interface ShownSelection {
  readonly selected: readonly Todo[];
  /** Selects the todo of a row, or deselects it. */
  toggleSelected(row: HTMLElement): void;
  clear(): void;
  /** Completes those that are open; if none is, reopens all. */
  complete(): void;
  /** Pins those that aren't; if all are, unpins them. */
  pin(): void;
  setDue(dueOn: string | null): void;
  remove(): void;
}

/** Follows the selection by keys, clicks and fingers in `page`. */
export function useSelection(page: RefObject<HTMLElement | null>, todos: readonly Todo[]): ShownSelection {
  const many = useMany();
  const ids = useSyncExternalStore(subscribeToSelection, selectedIds, selectedIds);
  const selected = todos.filter(({ id }) => ids.has(id));

  const order = useEffectEvent(() => todos.map(({ id }) => id));
  useEffect(() => {
    const stopClicks = followClicks(() => order());
    const stopMarks = page.current === null ? undefined : markRows(page.current);
    return () => {
      stopClicks();
      stopMarks?.();
      clearSelection();
    };
  }, [page]);
  // Todos that a search, a filter or somebody else takes out of view are no longer selected.
  useEffect(() => keepSelected(new Set(todos.map(({ id }) => id))), [todos]);

  const { size } = ids;
  useEffect(() => {
    if (size > 0)
      announce(`${size} selected.${selectsByClick() && size === 1 ? " Press others to select them too." : ""}`);
  }, [size]);

  /** The rows stay: so does the focus, unless it is in the bar. */
  const staying = (act: () => void) => {
    if (isInBar(document.activeElement)) focusRowOf(selected[0]?.id);
    clearSelection();
    act();
  };
  const leaving = (act: () => void) => {
    const current = document.activeElement;
    if (isInBar(current) || ids.has(current?.closest<HTMLElement>("[data-todo]")?.dataset.todo ?? ""))
      focusOtherThan(ids);
    clearSelection();
    act();
  };
  return {
    selected,
    toggleSelected: (row) => toggleSelected(row.dataset.todo ?? ""),
    clear: () => staying(() => {}),
    complete: () => leaving(() => many.complete(selected)),
    pin: () => staying(() => many.pin(selected)),
    setDue: (dueOn) => staying(() => many.setDue(selected, dueOn)),
    remove: () => leaving(() => many.remove(selected)),
  };
}

const isInBar = (element: Element | null) => element?.closest("[data-at-bottom]") instanceof Element;
