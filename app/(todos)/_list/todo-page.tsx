"use client";

import { Activity, useRef } from "react";
import { lazy } from "#app/_ui/hydration/lazy.tsx";
import { deferredChunk } from "../_deferred/deferred-chunk.ts";
import { ExpiringNotice } from "../_expiring/expiring-notice.tsx";
import { searchFieldId } from "../_keyboard/key-targets.ts";
import type { Viewer } from "../_offline/kept-list.ts";
import { QuickAdd } from "../_quick-add/quick-add.tsx";
import { CompletedTodos } from "./completed-todos.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { OpenTodos } from "./open-todos.tsx";
import { shownLists } from "./toolbar/todo-filter.ts";
import { TodoToolbar } from "./toolbar/todo-toolbar.tsx";
import { useTodoFilter } from "./toolbar/use-todo-filter.ts";
import { useCompletedFold } from "./use-completed-fold.ts";
import { type LoadedList, useTodoList } from "./use-todo-list.ts";

const ListControls = lazy(async () => (await deferredChunk.load()).ListControls);
const UnseenParts = lazy(async () => (await deferredChunk.load()).UnseenParts);

export interface TodoPageProps {
  readonly user: Viewer;
  readonly expiringDismissedUntil: string | null;
  readonly isCompletedShown: boolean;
}

/** The list page: quick add, toolbar, notice, open todos, completed todos. */
export function TodoPage({ user, expiringDismissedUntil, isCompletedShown }: TodoPageProps) {
  const { filter, setFilter } = useTodoFilter();
  const shown = shownLists(filter);
  const showsOpen = shown.includes("open");
  const showsCompleted = shown.includes("completed");
  const open = useTodoList({ status: "open", q: filter.q }, showsOpen);
  const completed = useTodoList({ status: "completed", q: filter.q }, showsCompleted);
  const lists = { open, completed };
  const fold = useCompletedFold(isCompletedShown);
  // Results of a search or filter must not be hidden.
  const canFold = showsOpen && filter.q === "";
  const inView = shown.filter((status) => status === "open" || !canFold || fold.isOpen).map((status) => lists[status]);
  const clearSearch = () => {
    // Before the button with the focus is gone.
    document.getElementById(searchFieldId)?.focus();
    setFilter({ ...filter, q: "" }, "push");
  };

  const page = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={page} className="flex flex-col gap-4 sm:gap-5">
        <QuickAdd />
        <TodoToolbar
          filter={filter}
          setFilter={setFilter}
          isSearching={shown.some((status) => lists[status].isOutdated)}
        />
        <ExpiringNotice dismissedUntil={expiringDismissedUntil} />
        {showsOpen && <OpenTodos list={open} />}
        <NothingHere
          filter={filter}
          emptyLists={shown.filter((status) => isEmpty(lists[status]))}
          onClear={clearSearch}
        />
        {showsCompleted && (
          <Activity>
            <CompletedTodos list={completed} fold={canFold ? fold : null} canClear={filter.q === ""} />
          </Activity>
        )}
        <ListControls page={page} todos={inView.flatMap(({ todos }) => todos)} />
      </div>
      <UnseenParts title="Todos · Tidy" user={user} filter={filter} lists={inView} />
    </>
  );
}

/** Whether the server has found nothing. Until it has, a list shows what it found before. */
const isEmpty = ({ state, isOutdated, todos }: LoadedList) => state === "ready" && !isOutdated && todos.length === 0;
