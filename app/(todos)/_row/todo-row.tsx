"use client";

import { memo, type RefObject, type SyntheticEvent, useId, useState } from "react";
import { classNames } from "#app/_ui/class-names.ts";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { ChevronDownIcon } from "#app/_ui/icons/icons.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { LazyTodoDetails } from "../_details/lazy-details.tsx";
import { useTodoActions } from "../_outbox/outbox-provider.tsx";
import { CompleteToggle } from "./complete-toggle.tsx";
import { focusNeighbour } from "./focus-neighbour.ts";
import type { RowFrame } from "./row-frame.ts";
import type { RowParts } from "./row-parts.ts";
import { TodoMeta } from "./todo-meta.tsx";
import { TodoTitle } from "./todo-title.tsx";

export interface TodoRowProps {
  readonly todo: Todo;
  /** Its index in the list, and the number of todos there: -1 when that isn't known yet. */
  readonly index: number;
  readonly setSize: number;
  /** Space for the rows above it that aren't drawn, in pixels. */
  readonly gap: number;
  /** Set in a long list, of which only a part is drawn. */
  readonly frame: RowFrame | undefined;
  /** The parts that come after the first paint; null until then. */
  readonly parts: RowParts | null;
  /** Whether a row that is added now fades in. */
  readonly fades: RefObject<boolean>;
}

/** One todo: complete, rename, pin and delete it in place; notes and due date are in the details below. */
export const TodoRow = memo(function TodoRow({ todo, index, setSize, gap, frame, parts, fades }: TodoRowProps) {
  const { toggle: toggleTodo } = useTodoActions();
  const detailsId = useId();
  const [isOpen, setOpen] = useState(false);
  const [isNew] = useState(() => fades.current && frame?.isScrolling() !== true);

  const toggle = (event: SyntheticEvent) => {
    focusNeighbour(event.currentTarget);
    toggleTodo(todo);
  };

  return (
    <li
      ref={frame?.measure}
      data-todo={todo.id}
      data-index={index}
      data-held={isOpen || undefined}
      aria-posinset={index + 1}
      aria-setsize={setSize}
      style={gap === 0 ? undefined : { marginTop: gap }}
      className={classNames(
        "group first:rounded-t-lg last:rounded-b-lg has-focus-visible:bg-accent-soft/40",
        // By its index and not by its neighbours, else a row's height would change while scrolling.
        index > 0 && "border-t border-line",
        isNew && "enter",
      )}
    >
      <div className="flex items-start gap-0.5 py-1 pr-1.5 pl-1 sm:pl-2">
        <CompleteToggle todo={todo} onToggle={toggle} />
        <div className={classNames("min-w-0 flex-1", todo.completedAt !== null && "sm:flex sm:items-center sm:gap-3")}>
          <TodoTitle todo={todo} />
          <TodoMeta todo={todo} />
          {parts && <parts.DraftMark todo={todo} />}
        </div>
        <div
          className={classNames(
            "mt-1 flex shrink-0 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 max-sm:hidden pointer-coarse:hidden",
            todo.dueOn === null ? "w-27" : "w-18",
          )}
        >
          {parts?.RowButtons && <parts.RowButtons todo={todo} />}
        </div>
        <IconButton
          icon={ChevronDownIcon}
          label={`Details of “${todo.title}”`}
          tip="Notes and due date"
          data-shortcut="o"
          aria-expanded={isOpen}
          aria-controls={detailsId}
          onClick={() => setOpen(!isOpen)}
          className="mt-1 [&>svg]:transition-transform aria-expanded:[&>svg]:rotate-180 pointer-coarse:mt-0"
        />
      </div>
      <div id={detailsId}>{isOpen && <LazyTodoDetails todo={todo} onClose={() => setOpen(false)} />}</div>
    </li>
  );
});
