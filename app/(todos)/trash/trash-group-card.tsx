"use client";

import { useId } from "react";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card } from "#app/_ui/card.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { TrashIcon } from "#app/_ui/icons/icons.tsx";
import { RestoreIcon } from "#app/_ui/icons/restore-icon.tsx";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import { ConfirmedDeletion } from "./confirmed-deletion.tsx";
import { focusAfter } from "./focus-after.ts";
import type { TrashActions } from "./trash-actions.ts";
import type { TrashGroup } from "./trash-pages.ts";
import type { Selection } from "./use-selection.ts";

export interface TrashGroupCardProps {
  readonly group: TrashGroup;
  readonly actions: TrashActions;
  readonly selection: Selection<TrashedTodo>;
  /** The words that the trash is searched for. Only the matching todos of a group are shown and restored. */
  readonly q: string;
}

/** Todos that were deleted together: the cause, the time, and buttons to restore or delete them. */
export function TrashGroupCard({ group, actions, selection, q }: TrashGroupCardProps) {
  const headingId = useId();
  const firstTitleId = useId();
  const isCleanup = group.runId !== null;
  const restoreAll = () => {
    focusAfter(group.todos);
    void actions.restoreGroup(group, q);
  };
  return (
    // The first title tells two acts of the same minute apart.
    <section aria-labelledby={`${headingId} ${firstTitleId}`}>
      <header className="mb-1.5 flex min-h-9 items-center justify-between gap-3 pl-1">
        <h2 id={headingId} className="text-sm font-semibold text-muted">
          {isCleanup ? "Cleaned up" : "Deleted by you"} <RelativeTime at={group.trashedAt} />
        </h2>
        {group.todos.length > 1 && (
          <div className="flex flex-wrap justify-end">
            <Button variant="ghost" size="sm" onClick={() => selection.toggleAll(group.todos.map(({ id }) => id))}>
              {group.todos.every(({ id }) => selection.has(id)) ? "Deselect these" : "Select these"}
            </Button>
            <Button variant="ghost" size="sm" onClick={restoreAll}>
              Restore all
            </Button>
          </div>
        )}
      </header>
      <Card>
        <ul className="divide-y divide-line">
          {group.todos.map((todo, index) => (
            <TrashRow
              key={todo.id}
              todo={todo}
              titleId={index === 0 ? firstTitleId : undefined}
              actions={actions}
              selection={selection}
            />
          ))}
        </ul>
      </Card>
    </section>
  );
}

interface TrashRowProps extends Omit<TrashGroupCardProps, "group" | "q"> {
  readonly todo: TrashedTodo;
  readonly titleId: string | undefined;
}

function TrashRow({ todo, titleId, actions, selection }: TrashRowProps) {
  const restore = () => {
    focusAfter([todo]);
    void actions.restore(todo);
  };
  const deleteForever = () => {
    focusAfter([todo]);
    void actions.deleteForever(todo);
  };
  return (
    <li className="flex items-center gap-1 py-1.5 pr-1.5 pl-1 first:rounded-t-lg last:rounded-b-lg has-checked:bg-accent-soft/50">
      <label className="grid size-11 shrink-0 place-items-center">
        <input
          type="checkbox"
          data-select={todo.id}
          aria-label={`Select “${todo.title}”`}
          checked={selection.has(todo.id)}
          onChange={() => selection.toggle(todo.id)}
          className="size-4.5"
        />
      </label>
      <div className="grid min-w-0 flex-1 gap-0.5 py-1">
        <p
          id={titleId}
          dir="auto"
          className={
            todo.completedAt === null ? "overflow-clip" : "overflow-clip text-muted line-through decoration-line-strong"
          }
        >
          {todo.title}
        </p>
        <p className="text-xs text-muted">
          {todo.completedAt !== null && (
            <>
              <RelativeTime at={todo.completedAt} prefix="Completed" />
              {" · "}
            </>
          )}
          {todo.purgedAt === null ? (
            "stays in the trash"
          ) : (
            <RelativeTime at={todo.purgedAt} prefix="deleted for good" due="soon" />
          )}
        </p>
      </div>
      <Button
        variant="ghost"
        size="sm"
        icon={<RestoreIcon className="size-4" />}
        aria-label={`Restore “${todo.title}”`}
        onClick={restore}
      >
        <span className="max-sm:hidden">Restore</span>
      </Button>
      <ConfirmedDeletion
        title={`Delete “${todo.title}” for good?`}
        text="This can’t be undone."
        confirmLabel="Delete for good"
        onConfirm={deleteForever}
      >
        {(ask) => (
          <IconButton
            icon={TrashIcon}
            label={`Delete “${todo.title}” for good`}
            tip="Delete for good"
            tone="danger"
            onClick={ask}
          />
        )}
      </ConfirmedDeletion>
    </li>
  );
}
