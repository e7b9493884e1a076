"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { DueMenu, type DueRequest } from "../../_due-menu/due-menu.tsx";
import { TodoShortcuts } from "../../_keyboard/todo-shortcuts.tsx";
import { useTodoActions } from "../../_outbox/outbox-provider.tsx";
import { AddButton } from "../../_quick-add/add-button.tsx";
import { focusNeighbour } from "../../_row/focus-neighbour.ts";
import { type ButtonKey, followRowButtons } from "../../_row/follow-row-buttons.ts";
import { controlOf } from "../../_row/row-focus.ts";
import type { RowKey } from "../../_row/row-keys.ts";
import { SelectionBar } from "../../_selection/selection-bar.tsx";
import { useSelection } from "../../_selection/use-selection.ts";
import { followTouches } from "../../_touch/row-touches.ts";
import { DeletionQuestion, useDeletion } from "./deletion.tsx";
import { useAddedTodo } from "./use-added-todo.ts";

export interface ListControlsProps {
  readonly page: RefObject<HTMLElement | null>;
  /** The todos that the page shows, in its order. */
  readonly todos: readonly Todo[];
}

/** The todos whose due date is asked for: one, or the selected ones. */
interface AskedDue extends DueRequest {
  readonly isForSelected: boolean;
  /** Tells a menu from the one before, whose end the browser may only tell after this one is asked for. */
  readonly nth: number;
}

/** Controls of the shown todos: keys, the buttons of rows, touch, the selection, the menu of due dates. */
export function ListControls({ page, todos }: ListControlsProps) {
  const { change, remove } = useTodoActions();
  const [due, setDue] = useState<AskedDue | null>(null);
  const askDue = (request: Omit<AskedDue, "nth">) => setDue((before) => ({ ...request, nth: (before?.nth ?? 0) + 1 }));
  const { asked, askDelete } = useDeletion();
  const selection = useSelection(page, todos);
  const { selected } = selection;
  useAddedTodo(todos);

  const press = (key: ButtonKey, element: HTMLElement) => {
    const id = element.closest<HTMLElement>("[data-todo]")?.dataset.todo;
    const todo = todos.find((each) => each.id === id);
    if (todo === undefined) return;
    if (key === "p") change(todo, { pinned: !todo.pinned });
    else if (key === "d") askDue({ todos: [todo], anchor: element, isForSelected: false });
    else
      askDelete([todo], () => {
        focusNeighbour(element);
        remove(todo);
      });
  };
  const askDueOfSelected = (anchor: HTMLElement) => askDue({ todos: selected, anchor, isForSelected: true });
  const removeSelected = () => askDelete(selected, selection.remove);
  const pressForSelected = (key: RowKey): boolean => {
    if (selected.length === 0) return false;
    if (key === "c") selection.complete();
    else if (key === "p") selection.pin();
    else if (key === "#") removeSelected();
    else if (key === "d")
      askDueOfSelected(document.querySelector<HTMLElement>('[data-at-bottom="bar"]') ?? document.body);
    else return false;
    return true;
  };
  const chooseDue = (dueOn: string | null) => {
    if (due?.isForSelected === true) selection.setDue(dueOn);
    else for (const todo of due?.todos ?? []) if (todo.dueOn !== dueOn) change(todo, { dueOn });
  };

  const onButton = useEffectEvent(press);
  const onHold = useEffectEvent(selection.toggleSelected);
  useEffect(() => {
    const stopButtons = followRowButtons((key, button) => onButton(key, button));
    const stopTouches = followTouches({
      onComplete: (row) => controlOf(row, "c")?.click(),
      onDelete: (row) => onButton("#", row),
      onHold: (row) => onHold(row),
    });
    return () => {
      stopButtons();
      stopTouches();
    };
  }, []);

  return (
    <>
      <TodoShortcuts
        page={page}
        onButton={press}
        onSelect={selection.toggleSelected}
        onMany={pressForSelected}
        onClear={selection.clear}
      />
      {selected.length === 0 ? (
        <AddButton />
      ) : (
        <SelectionBar
          selected={selected}
          onClear={selection.clear}
          onComplete={selection.complete}
          onDue={askDueOfSelected}
          onPin={selection.pin}
          onDelete={removeSelected}
        />
      )}
      {due !== null && <DueMenu key={due.nth} request={due} onClose={() => setDue(null)} onChoose={chooseDue} />}
      <DeletionQuestion asked={asked} />
    </>
  );
}
