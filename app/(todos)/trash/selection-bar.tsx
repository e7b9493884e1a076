"use client";

import { Button } from "#app/_ui/button.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { CloseIcon, TrashIcon } from "#app/_ui/icons/icons.tsx";
import { RestoreIcon } from "#app/_ui/icons/restore-icon.tsx";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import { ConfirmedDeletion } from "./confirmed-deletion.tsx";
import { focusAfter } from "./focus-after.ts";
import type { ManyTrashed, TrashActions } from "./trash-actions.ts";
import type { Selection } from "./use-selection.ts";

export interface SelectionBarProps {
  readonly selection: Selection<TrashedTodo>;
  readonly actions: TrashActions;
  /** The search whose results are selected when all are. */
  readonly q: string;
}

/** The actions on all selected todos. Stays in view while the list is scrolled. */
export function SelectionBar({ selection, actions, q }: SelectionBarProps) {
  const { selected, count, clear } = selection;
  const answer = (act: (which: ManyTrashed) => Promise<void>) => {
    focusAfter(selected.items);
    clear();
    void act({ todos: selected.items, q: selected.kind === "all" ? q : undefined, count });
  };
  return (
    <div role="status" className="sticky bottom-4 z-10 empty:hidden">
      {count > 0 && (
        <section
          aria-label="Selection"
          className="enter flex items-center gap-2 rounded-lg border border-line bg-raised py-2 pr-2 pl-1.5 shadow-overlay"
        >
          <IconButton
            icon={CloseIcon}
            label="Clear selection"
            onClick={() => {
              focusAfter([]);
              clear();
            }}
          />
          <p className="min-w-0 flex-1 text-sm font-medium tabular-nums">
            {count} <span className="max-[22rem]:sr-only">selected</span>
          </p>
          <Button
            size="sm"
            icon={<RestoreIcon className="size-4 max-sm:hidden" />}
            onClick={() => answer(actions.restoreMany)}
          >
            Restore
          </Button>
          <ConfirmedDeletion
            title={count === 1 ? "Delete 1 todo for good?" : `Delete ${count} todos for good?`}
            text="This can’t be undone."
            confirmLabel="Delete for good"
            onConfirm={() => answer(actions.deleteMany)}
          >
            {(ask) => (
              <Button size="sm" icon={<TrashIcon className="size-4 max-sm:hidden" />} onClick={ask}>
                Delete
              </Button>
            )}
          </ConfirmedDeletion>
        </section>
      )}
    </div>
  );
}
