"use client";

import { useId } from "react";
import { lazy } from "#app/_ui/hydration/lazy.tsx";
import { ChevronDownIcon } from "#app/_ui/icons/icons.tsx";
import { deferredChunk } from "../_deferred/deferred-chunk.ts";
import { countText } from "../format-count.ts";
import { TodoList } from "./todo-list.tsx";
import { TodoRows } from "./todo-rows.tsx";
import type { LoadedList } from "./use-todo-list.ts";

const ClearCompleted = lazy(async () => (await deferredChunk.load()).ClearCompleted);

export interface CompletedTodosProps {
  readonly list: LoadedList;
  /** Null where the list can't be folded, e.g. in a search. */
  readonly fold: Fold | null;
  readonly canClear: boolean;
}

export interface Fold {
  readonly isOpen: boolean;
  toggle(): void;
}

/** The completed todos, last one first. Folded away below the open ones. */
export function CompletedTodos({ list, fold, canClear }: CompletedTodosProps) {
  const headingId = useId();
  const contentId = useId();
  if (list.state === "ready" && list.todos.length === 0) return null;
  const isShown = fold === null || fold.isOpen;
  const heading = (
    <>
      Completed{" "}
      {list.state === "ready" && (
        <span className="font-normal tabular-nums">{countText(list.todos.length, list.hasMore)}</span>
      )}
    </>
  );
  return (
    <section aria-label="Completed">
      <header className="mb-1.5 flex min-h-11 items-center justify-between gap-3">
        <h2 id={headingId} className="text-sm font-semibold text-muted">
          {fold === null ? (
            <span className="pl-1">{heading}</span>
          ) : (
            <button
              type="button"
              aria-expanded={fold.isOpen}
              aria-controls={contentId}
              onClick={fold.toggle}
              className="flex min-h-11 items-center gap-1.5 rounded-md pr-2 pl-1 transition-colors hover:text-ink [&>svg]:-rotate-90 [&>svg]:transition-transform aria-expanded:[&>svg]:rotate-0"
            >
              <ChevronDownIcon className="size-4" />
              <span>{heading}</span>
            </button>
          )}
        </h2>
        {isShown && canClear && (list.hasMore || list.todos.some((todo) => !todo.pinned)) && <ClearCompleted />}
      </header>
      <div id={contentId}>
        {isShown && (
          <TodoList status="completed" list={list}>
            <TodoRows labelledBy={headingId} todos={list.todos} hasMore={list.hasMore} />
          </TodoList>
        )}
      </div>
    </section>
  );
}
