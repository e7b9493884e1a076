"use client";

import type { ReactNode } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { lazy } from "#app/_ui/hydration/lazy.tsx";
import { ListSkeleton } from "#app/_ui/list-skeleton.tsx";
import { deferredChunk } from "../_deferred/deferred-chunk.ts";
import type { ListStatus } from "../_queries/todo-queries.ts";
import type { LoadedList } from "./use-todo-list.ts";

const LoadMore = lazy(async () => (await deferredChunk.load()).LoadMore);

export interface TodoListProps {
  readonly status: ListStatus;
  readonly list: LoadedList;
  readonly children: ReactNode;
}

/** The frame of a list: its todos and the end of the list, or the states of loading and failure. */
export function TodoList({ status, list, children }: TodoListProps) {
  if (list.state === "loading") return <ListSkeleton label={`Loading ${status} todos…`} />;
  if (list.state === "failed") return <LoadingFailed status={status} onRetry={list.retry} />;
  return (
    <div data-list={status} className={list.isOutdated ? "opacity-60 transition-opacity" : ""}>
      {children}
      <LoadMore list={list} />
    </div>
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
