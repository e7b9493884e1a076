"use client";

import { Activity, useId, useMemo, useSyncExternalStore } from "react";
import { useToday } from "#app/_time/clock.tsx";
import { classNames } from "#app/_ui/class-names.ts";
import { heldPlaces, subscribeToHeldPlaces } from "../_row/held-places.ts";
import { type DueGroup, type GroupOfTodos, groupByDue } from "./due-groups.ts";
import { TodoList } from "./todo-list.tsx";
import { TodoRows } from "./todo-rows.tsx";
import type { LoadedList } from "./use-todo-list.ts";

/** The open todos, grouped by due date. */
export function OpenTodos({ list }: { readonly list: LoadedList }) {
  const today = useToday();
  const held = useSyncExternalStore(subscribeToHeldPlaces, heldPlaces, heldPlaces);
  const groups = useMemo(() => groupByDue(list.todos, today, held), [list.todos, today, held]);
  if (list.state === "ready" && groups.length === 0) return null;
  return (
    <section aria-label="Open">
      <TodoList status="open" list={list}>
        <div className="grid grid-cols-1 gap-5 sm:gap-6">
          {groups.map((each, index) => (
            // React takes over the content of a boundary later, in tasks of its own: keys and clicks come first. Of a
            // Suspense boundary of this size, the HTML would come later, too, and move everything below.
            <Activity key={each.group}>
              <Group {...each} hasMore={list.hasMore && index === groups.length - 1} />
            </Activity>
          ))}
        </div>
      </TodoList>
    </section>
  );
}

const headings: Readonly<Record<DueGroup, string>> = {
  overdue: "Overdue",
  today: "Today",
  upcoming: "Upcoming",
  undated: "No date",
};

function Group({ group, todos, hasMore }: GroupOfTodos & { readonly hasMore: boolean }) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <h2
        id={headingId}
        className={classNames("mb-2 pl-1 text-sm font-semibold", group === "overdue" ? "text-danger" : "text-muted")}
      >
        {headings[group]}
      </h2>
      <TodoRows labelledBy={headingId} todos={todos} hasMore={hasMore} />
    </section>
  );
}
