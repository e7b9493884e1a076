"use client";

import type { MouseEvent } from "react";
import { isPlainClick } from "#app/_ui/links/plain-click.ts";
import type { TodoStatus } from "#lib/todo-service/todos/list-options.ts";
import { searchFieldId } from "../../_keyboard/key-targets.ts";
import { SearchField } from "./search-field.tsx";
import { todoFilterPath } from "./todo-filter.ts";
import type { FilterState } from "./use-todo-filter.ts";

const tabs: readonly { readonly status: TodoStatus; readonly label: string }[] = [
  { status: "all", label: "All" },
  { status: "open", label: "Open" },
  { status: "completed", label: "Completed" },
];

/** Search and filter. The filters are links: they open in a new tab, and work before the page is interactive. */
export function TodoToolbar({ filter, setFilter, isSearching }: FilterState & { readonly isSearching: boolean }) {
  const search = (q: string) => setFilter({ ...filter, q }, "replace");
  const follow = (event: MouseEvent, status: TodoStatus) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    setFilter({ ...filter, status }, "push");
  };

  // Each part has its height before the browser has parsed what is in it, so that nothing moves on a slow device.
  return (
    <div className="flex flex-col gap-3 sm:flex-row">
      <SearchField id={searchFieldId} label="Search todos" q={filter.q} onSearch={search} isSearching={isSearching} />
      <nav aria-label="Filter" className="grid grid-cols-3 gap-0.5 rounded-md bg-sunken p-0.5 sm:w-72">
        {tabs.map(({ status, label }) => (
          <a
            key={status}
            href={todoFilterPath({ ...filter, status })}
            onClick={(event) => follow(event, status)}
            aria-current={status === filter.status ? "page" : undefined}
            className="grid min-h-10 place-items-center rounded-sm px-2 text-sm font-medium text-muted transition-colors hover:text-ink aria-[current=page]:bg-thumb aria-[current=page]:text-ink aria-[current=page]:border aria-[current=page]:border-line-strong aria-[current=page]:shadow-raised pointer-coarse:min-h-11"
          >
            {label}
          </a>
        ))}
      </nav>
    </div>
  );
}
