"use client";

import { useEffect, useRef } from "react";
import { PageHeading } from "#app/_components/app-shell.tsx";
import { shownLists } from "../_data/todo-filter.ts";
import { ClearCompleted } from "./clear-completed.tsx";
import { LeavingNotice } from "./leaving-notice.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { QuickAdd } from "./quick-add.tsx";
import { keepFocus } from "./row-focus.ts";
import { useKeeping } from "./todo-actions-provider.tsx";
import { TodoList } from "./todo-list.tsx";
import { TodoShortcuts } from "./todo-shortcuts.tsx";
import { TodoToolbar } from "./todo-toolbar.tsx";
import { useTodoFilter } from "./use-todo-filter.ts";
import { useTodoList } from "./use-todo-list.ts";

/** The list: what is open, then what is done and when it leaves. */
export function TodoPage({ leavingDismissedUntil }: { readonly leavingDismissedUntil: string | null }) {
  const { filter, setFilter } = useTodoFilter();
  const { retentionDays } = useKeeping();
  const shown = shownLists(filter);
  const lists = {
    open: useTodoList({ status: "open", q: filter.q }, shown.includes("open")),
    completed: useTodoList({ status: "completed", q: filter.q }, shown.includes("completed")),
  };
  const isEmpty = shown.every((status) => lists[status].state === "ready" && lists[status].todos.length === 0);
  const isSearching = shown.some((status) => lists[status].isOutdated);

  const page = useRef<HTMLDivElement>(null);
  useEffect(() => (page.current === null ? undefined : keepFocus(page.current)), []);

  return (
    <>
      <PageHeading title="Todos" description={keepingText(retentionDays)} />
      <div ref={page} className="grid grid-cols-1 gap-4 sm:gap-5">
        <QuickAdd />
        <TodoToolbar filter={filter} setFilter={setFilter} isSearching={isSearching} />
        <LeavingNotice dismissedUntil={leavingDismissedUntil} />
        {isEmpty ? (
          <NothingHere filter={filter} onClear={() => setFilter({ ...filter, q: "" }, "push")} />
        ) : (
          shown.map((status) => (
            <TodoList
              key={status}
              status={status}
              list={lists[status]}
              hideIfEmpty={shown.length > 1}
              actions={status === "completed" && filter.q === "" && <ClearCompleted />}
            />
          ))
        )}
        <TodoShortcuts />
      </div>
    </>
  );
}

function keepingText(retentionDays: number | null): string {
  if (retentionDays === null) return "Completed todos stay until you clear them.";
  return `Completed todos leave by themselves after ${retentionDays === 1 ? "a day" : `${retentionDays} days`}. Pinned ones stay.`;
}
