"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Alert } from "#app/_components/alert.tsx";
import { Button } from "#app/_components/button.tsx";
import { Card } from "#app/_components/card.tsx";
import { ListSkeleton } from "#app/_components/list-skeleton.tsx";
import { announce } from "#app/_components/live-region.tsx";
import type { ListStatus } from "../_data/todo-filter.ts";
import { TodoRow } from "./todo-row.tsx";
import type { LoadedList } from "./use-todo-list.ts";

export interface TodoListProps {
  readonly status: ListStatus;
  readonly list: LoadedList;
  /** Leaves the whole section out when nothing is in it. */
  readonly hideIfEmpty: boolean;
  /** Buttons beside the heading. */
  readonly actions: ReactNode;
}

const headings: Readonly<Record<ListStatus, string>> = { open: "Open", completed: "Completed" };

/** One section of the page: heading, rows, "Load more", and what to see while loading or when that failed. */
export function TodoList({ status, list, hideIfEmpty, actions }: TodoListProps) {
  const headingId = useId();
  if (list.state === "loading") return <ListSkeleton label={`Loading ${headings[status].toLowerCase()} todos…`} />;
  if (list.state === "failed") return <LoadingFailed status={status} onRetry={list.retry} />;
  if (hideIfEmpty && list.todos.length === 0) return null;
  return (
    <section aria-labelledby={headingId} className={list.isOutdated ? "opacity-60 transition-opacity" : ""}>
      <header className="mb-1.5 flex min-h-9 items-center justify-between gap-3 pl-1">
        <h2 id={headingId} className="text-sm font-semibold text-muted">
          {headings[status]}
        </h2>
        {actions}
      </header>
      <Card>
        <ul className="divide-y divide-line">
          {list.todos.map((todo) => (
            <TodoRow key={todo.id} todo={todo} />
          ))}
        </ul>
      </Card>
      <LoadMore list={list} />
    </section>
  );
}

function LoadingFailed({ status, onRetry }: { readonly status: ListStatus; readonly onRetry: () => void }) {
  return (
    <Alert
      action={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      Your {status} todos could not be loaded. Check your connection.
    </Alert>
  );
}

function LoadMore({ list }: { readonly list: LoadedList }) {
  const loaded = useRef(list.todos.length);
  const isLoadingMore = useRef(false);
  useEffect(() => {
    if (isLoadingMore.current && !list.isLoadingMore && list.todos.length > loaded.current) {
      announce(`${list.todos.length - loaded.current} more todos.`);
    }
    loaded.current = list.todos.length;
    isLoadingMore.current = list.isLoadingMore;
  }, [list.todos.length, list.isLoadingMore]);

  if (!list.hasMore) return null;
  return (
    <div className="mt-3 grid justify-items-center gap-3">
      {list.hasFailedLoadingMore && <Alert>More could not be loaded. Check your connection and try again.</Alert>}
      <Button pending={list.isLoadingMore} onClick={list.loadMore}>
        {list.isLoadingMore ? "Loading…" : "Load more"}
      </Button>
    </div>
  );
}
